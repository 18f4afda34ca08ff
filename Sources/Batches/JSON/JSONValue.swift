/// A JSON value that keeps the order of members and the text of numbers, so that unknown fields are
/// shown and exported exactly as the server sent them.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The number's text, so that neither large integers nor trailing digits are lost.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// One `"name": value` of an object.
public struct JSONMember: Sendable, Hashable {
  public var name: String
  public var value: JSONValue

  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

/// JSON as it came: members in their order, numbers as their text, so that what we do not know is
/// shown and written again as the server sent it.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The number's own text: neither large integers nor trailing digits are lost.
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

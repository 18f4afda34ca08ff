/// A place in the file; both numbers start at 1, and a column is a character.
public struct TextPosition: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static let start = TextPosition(line: 1, column: 1)

  public static func < (one: TextPosition, other: TextPosition) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }

  public var description: String { "\(line):\(column)" }
}

/// A value of the file, with the place where it stands.
public struct DocumentNode: Sendable, Hashable {
  public var value: Value
  public var position: TextPosition

  public indirect enum Value: Sendable, Hashable {
    case text(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)
    /// A date, a time or both, which no option takes.
    case date
    case list([DocumentNode])
    case table([DocumentEntry])
  }

  public init(_ value: Value, at position: TextPosition) {
    self.value = value
    self.position = position
  }
}

/// A name of a table with its value.
public struct DocumentEntry: Sendable, Hashable {
  public var name: String
  /// Of the name; the value has its own.
  public var position: TextPosition
  public var node: DocumentNode

  public init(_ name: String, at position: TextPosition, _ node: DocumentNode) {
    self.name = name
    self.position = position
    self.node = node
  }
}

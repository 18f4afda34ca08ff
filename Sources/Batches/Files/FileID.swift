/// The id of a file, compared byte by byte as `BatchID` is. Some servers name the URL of the file instead
/// of an id.
public struct FileID: Sendable, Hashable, ExpressibleByStringLiteral {
  /// As the server writes it.
  public let text: String

  public init(_ text: String) { self.text = text }

  public init(stringLiteral text: String) { self.text = text }

  public static func == (one: FileID, other: FileID) -> Bool {
    one.text.hasSameBytes(as: other.text)
  }

  public func hash(into hasher: inout Hasher) {
    text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension FileID {
  /// Whether it is the URL of the file.
  public var isURL: Bool {
    let start = text.trimmingWhitespace().prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }
}

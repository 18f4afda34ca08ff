/// The id of a batch, compared byte by byte.
///
/// `String` compares by canonical equivalence: `é` in one code point equals `é` in two. A server may
/// have a batch under each.
public struct BatchID: Sendable, Hashable, ExpressibleByStringLiteral {
  /// As the server writes it.
  public let text: String

  public init(_ text: String) { self.text = text }

  public init(stringLiteral text: String) { self.text = text }

  public static func == (one: BatchID, other: BatchID) -> Bool {
    one.text.hasSameBytes(as: other.text)
  }

  public func hash(into hasher: inout Hasher) {
    text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension BatchID {
  /// Whether it is the other id, or a path that ends with it (`batches/abc` and `abc`).
  public func isNamed(_ other: BatchID) -> Bool {
    self == other || text.hasSuffix("/" + other.text)
  }
}

extension Batch {
  /// The id as what distinguishes this batch from others.
  public var key: BatchID { BatchID(id) }
}

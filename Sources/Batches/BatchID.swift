/// The id of a batch. Two ids are equal only if all their bytes are.
///
/// `String`'s `==` also takes texts for equal that only look the same, such as `é` as one code point
/// and as two; a server may have a batch under each.
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

extension Batch {
  /// The id as what tells this batch from others.
  public var key: BatchID { BatchID(id) }
}

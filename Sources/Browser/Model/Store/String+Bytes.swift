extension String {
  /// Calls with the text in UTF-8, which is how nearly every text is stored already.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }

  /// Whether two texts are the same to the byte. `==` also takes for the same what only looks the
  /// same, such as `é` in one code point and in two.
  func hasSameBytes(as other: String) -> Bool {
    withBytes { bytes in other.withBytes { $0.hasSameBytes(as: bytes) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    count == other.count && elementsEqual(other)
  }
}

/// A text as a key that is the same only to the byte: what an id is wherever rows are told apart.
struct ExactText: Sendable, Hashable, ExpressibleByStringLiteral {
  let text: String

  init(_ text: String) { self.text = text }

  init(stringLiteral text: String) { self.text = text }

  static func == (one: ExactText, other: ExactText) -> Bool {
    one.text.hasSameBytes(as: other.text)
  }

  func hash(into hasher: inout Hasher) {
    text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Calls with the text in UTF-8, which is how nearly every text is stored already.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }

  /// Whether two texts are the same to the byte. `==` also takes for the same what only looks the
  /// same, such as `é` in one code point and in two.
  package func hasSameBytes(as other: String) -> Bool {
    withBytes { bytes in other.withBytes { $0.hasSameBytes(as: bytes) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  package func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    count == other.count && elementsEqual(other)
  }
}

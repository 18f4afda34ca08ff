import Glibc

extension String {
  /// Calls a closure with the text in UTF-8, without a copy where it is stored like that.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }

  /// Whether two texts have the same bytes. `==` compares by canonical equivalence, so that `é` in one
  /// code point equals `é` in two.
  package func hasSameBytes(as other: String) -> Bool {
    withBytes { bytes in other.withBytes { $0.hasSameBytes(as: bytes) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  package func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let one = baseAddress, let other = other.baseAddress else {
      return count == other.count
    }
    return memcmp(one, other, count) == 0
  }
}

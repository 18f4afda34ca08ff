/// Looks for a run of bytes in UTF-8 text, whatever the case of ASCII letters.
struct ByteSearch: Sendable, Hashable {
  /// In lower case.
  private let needle: [UInt8]
  /// The first byte eight times, with the bit set in which the cases of a letter differ.
  private let first: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let caseBits: UInt64 = 0x2020_2020_2020_2020

  /// - Parameter needle: in lower case.
  init(_ needle: [UInt8]) {
    self.needle = needle
    first = UInt64((needle.first ?? 0) | 0x20) &* Self.ones
  }

  enum Answer: Sendable, Hashable {
    case found
    case absent(isASCII: Bool)
  }

  /// Eight hits at a time: most rows of a list do not match, and have to be passed over fast.
  func search(_ text: UnsafeBufferPointer<UInt8>) -> Answer {
    guard !needle.isEmpty else { return .found }
    let bytes = UnsafeRawBufferPointer(text)
    var nonASCII: UInt64 = 0
    var start = 0
    while start + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      nonASCII |= word
      let difference = (word | Self.caseBits) ^ first
      // The high bit of every byte without a difference; of others too, which the comparison
      // sorts out.
      var hits = (difference &- Self.ones) & ~difference & Self.highBits
      while hits != 0 {
        if matches(text, at: start + hits.trailingZeroBitCount / 8) { return .found }
        hits &= hits - 1
      }
      start += 8
    }
    while start < text.count {
      nonASCII |= UInt64(text[start])
      if matches(text, at: start) { return .found }
      start += 1
    }
    return .absent(isASCII: nonASCII & Self.highBits == 0)
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start + needle.count <= text.count else { return false }
    for (offset, wanted) in needle.enumerated() {
      let byte = text[start + offset]
      let lowered = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if lowered != wanted { return false }
    }
    return true
  }
}

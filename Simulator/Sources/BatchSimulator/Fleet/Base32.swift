/// Base32 with the alphabet of RFC 4648 in lower case.
enum Base32 {
  /// - Parameter length: of the result, at most 12. The most significant character comes first.
  static func encode(_ value: UInt64, length: Int) -> String {
    String(unsafeUninitializedCapacity: length) { buffer in
      for index in 0..<length {
        buffer[index] = character(value >> UInt64((length - 1 - index) * 5) & 31)
      }
      return length
    }
  }

  private static func character(_ bits: UInt64) -> UInt8 {
    bits < 26 ? UInt8(ascii: "a") + UInt8(bits) : UInt8(ascii: "2") + UInt8(bits - 26)
  }

  /// nil for characters outside the alphabet, and for more than 64 bits.
  static func decode(_ text: some StringProtocol) -> UInt64? {
    guard text.utf8.count <= 12 else { return nil }
    var value: UInt64 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        value = value << 5 | UInt64(byte - UInt8(ascii: "a"))
      case UInt8(ascii: "2")...UInt8(ascii: "7"):
        value = value << 5 | UInt64(byte - UInt8(ascii: "2") + 26)
      default: return nil
      }
    }
    return value
  }
}

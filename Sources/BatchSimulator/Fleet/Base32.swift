/// The alphabet of RFC 4648 in lower case: five bits a character.
enum Base32 {
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")

  /// The character for the five lowest bits.
  static func letter(_ bits: UInt64) -> Character {
    alphabet[Int(bits & 31)]
  }

  /// - Parameter length: characters, most significant first.
  static func encode(_ value: UInt64, length: Int) -> String {
    String((0..<length).reversed().map { letter(value >> UInt64($0 * 5)) })
  }

  /// Nil for any character outside the alphabet, and for more than 64 bits.
  static func decode(_ text: some StringProtocol) -> UInt64? {
    guard text.utf8.count <= 12 else { return nil }
    var value: UInt64 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = value << 5 | UInt64(byte - 97)
      case UInt8(ascii: "2")...UInt8(ascii: "7"): value = value << 5 | UInt64(byte - 50 + 26)
      default: return nil
      }
    }
    return value
  }
}

/// Finds what looks like an API key, which is to be in no file of settings.
enum SecretText {
  /// How keys of known providers begin.
  private static let beginnings = [
    "sk-", "sk_", "pk-", "gsk_", "xai-", "aiza", "fw_", "fw-", "tgp_", "dop_", "hf_", "bearer ",
    "basic ", "eyj",
  ]
  /// In bytes. No key is shorter, apart from words such as `test`.
  private static let shortest = 16
  /// In bytes, without a known beginning.
  private static let shortestUnknown = 32

  /// Whether a text, or a word of a command, is probably a key.
  static func isLikely(_ text: String) -> Bool {
    isLikelyWord(text)
      || text.split { " \t\n\"'".contains($0) }.contains { isLikelyWord(String($0)) }
  }

  private static func isLikelyWord(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count >= shortest else { return false }
    let small = text.lowercased()
    let rest = bytes.drop { $0 == UInt8(ascii: " ") }
    if beginnings.contains(where: { small.hasPrefix($0) }), rest.contains(where: isDigit) {
      return true
    }
    guard bytes.count >= shortestUnknown, bytes.allSatisfy(isOfKey) else { return false }
    // Long words and names of variables have no digits, or few.
    return bytes.count(where: isDigit) >= 4 && bytes.contains(where: isLetter)
  }

  /// Names by which people call a key.
  static func isNameOfKey(_ name: String) -> Bool {
    let plain = name.lowercased().filter { $0 != "_" && $0 != "-" }
    return names.contains(plain)
  }

  private static let names: Set<String> = [
    "key", "apikey", "token", "apitoken", "accesstoken", "secret", "secretkey", "password",
    "bearer",
    "authorization",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isOfKey(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || "-_+=".utf8.contains(byte)
  }
}

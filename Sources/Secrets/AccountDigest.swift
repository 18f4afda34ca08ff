/// What tells the accounts of a server apart without saying whose they are.
public enum AccountDigest {
  /// Sixteen hexadecimal digits: the beginning of the SHA-256 of all parts together. No part
  /// follows from it, and it is no beginning of the hash of the key alone.
  /// - Parameters:
  ///   - key: nil for a server that takes none.
  ///   - parts: what else decides whose batches are listed, such as the address.
  public static func text(of key: APIKey?, _ parts: [String]) -> String {
    // Lengths keep two lists of parts with the same letters apart.
    let fields = ["lazybatch history", key?.secret ?? ""] + parts
    let message = fields.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    return SHA256.digest(message).prefix(digits / 2)
      .map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
  }

  private static let digits = 16
}

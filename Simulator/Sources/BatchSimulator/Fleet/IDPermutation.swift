import Batches

/// Converts numbers to ids and back, without a table: a keyed permutation (a Feistel network) of 50 bits,
/// written as ten characters.
struct IDPermutation: Sendable {
  private static let length = 10
  private static let halfBits: UInt64 = 25
  private static let halfMask: UInt64 = (1 << halfBits) - 1

  private let prefix: String
  private let keys: [UInt64]

  init(prefix: String, seed: UInt64, for purpose: Dice.Purpose) {
    self.prefix = prefix
    var dice = Dice(seed: seed, number: 0, for: purpose)
    keys = (0..<4).map { _ in dice.next() }
  }

  func id(of number: Int) -> String {
    var left = UInt64(number) >> Self.halfBits & Self.halfMask
    var right = UInt64(number) & Self.halfMask
    for key in keys {
      (left, right) = (right, left ^ Self.round(right, key))
    }
    return prefix + Base32.encode(left << Self.halfBits | right, length: Self.length)
  }

  /// nil where the id is not of this kind.
  func number(of id: String) -> Int? {
    guard id.hasPrefix(prefix) else { return nil }
    let code = id.dropFirst(prefix.count)
    guard code.utf8.count == Self.length, let value = Base32.decode(code) else { return nil }
    var left = value >> Self.halfBits
    var right = value & Self.halfMask
    for key in keys.reversed() {
      (left, right) = (right ^ Self.round(left, key), left)
    }
    return Int(left << Self.halfBits | right)
  }

  private static func round(_ half: UInt64, _ key: UInt64) -> UInt64 {
    SplitMix64.mixed(half ^ key) & halfMask
  }
}

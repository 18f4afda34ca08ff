import Batches

/// Converts the ordinal of a batch to an id that looks like the provider's, and back, without a table:
/// a keyed permutation (a Feistel network) of 50 bits, written as ten characters.
struct BatchNumbering: Sendable {
  private static let prefix = "batch_"
  private static let length = 10
  private static let halfBits: UInt64 = 25
  private static let halfMask: UInt64 = (1 << halfBits) - 1

  private let keys: [UInt64]

  init(seed: UInt64) {
    var dice = Dice(seed: seed, number: 0, for: .identifiers)
    keys = (0..<4).map { _ in dice.next() }
  }

  func id(of ordinal: Int) -> String {
    var left = UInt64(ordinal) >> Self.halfBits & Self.halfMask
    var right = UInt64(ordinal) & Self.halfMask
    for key in keys {
      (left, right) = (right, left ^ Self.round(right, key))
    }
    return Self.prefix + Base32.encode(left << Self.halfBits | right, length: Self.length)
  }

  /// The ordinal with this id, whether or not that batch exists; nil when there is none.
  func ordinal(of id: String) -> Int? {
    guard id.hasPrefix(Self.prefix) else { return nil }
    let code = id.dropFirst(Self.prefix.count)
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

import Screen

extension Key {
  /// A key that sends `Esc [ … final`, with any modifiers.
  init?(controlFinal final: UInt8) {
    switch final {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): self = .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): self = .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): self = .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): self = .left
    case UInt8(ascii: "H"): self = .home
    case UInt8(ascii: "F"): self = .end
    case UInt8(ascii: "Z"): self = .backTab
    case UInt8(ascii: "P")...UInt8(ascii: "S"): self = .function(Int(final) - 0x50 + 1)
    default: return nil
    }
  }

  /// A key that sends `Esc O final`.
  init?(shiftFinal final: UInt8) {
    switch final {
    case UInt8(ascii: "M"): self = .enter
    case UInt8(ascii: "I"): self = .tab
    case UInt8(ascii: " "): self = .character(" ")
    case UInt8(ascii: "X"): self = .character("=")
    // The keypad's * + , - . / 0 to 9, in the order of ASCII.
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      self = .character(Character(Unicode.Scalar(final - 0x40)))
    default: self.init(controlFinal: final)
    }
  }

  /// A key that sends `Esc [ number ~`.
  init?(numbered number: Int) {
    switch number {
    case 1, 7: self = .home
    case 2: self = .insert
    case 3: self = .delete
    case 4, 8: self = .end
    case 5: self = .pageUp
    case 6: self = .pageDown
    case 11...15: self = .function(number - 10)
    case 17...21: self = .function(number - 11)
    case 23...26: self = .function(number - 12)
    case 28, 29: self = .function(number - 13)
    case 31...34: self = .function(number - 14)
    default: return nil
    }
  }

  /// The terminfo capabilities of keys.
  static let capabilities: [(name: String, key: Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
      ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
      ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ] + (1...12).map { ("kf\($0)", .function($0)) }
}

extension Unicode.Scalar {
  /// The ASCII character that a full-width form stands for; any other character unchanged.
  package var asciiEquivalent: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(value - 0xFEE0))
    case 0x3000: " "
    default: self
    }
  }
}

extension Character {
  /// The ASCII character that it stands for: as a full-width form, or as one of these; any other
  /// character unchanged.
  package func asciiEquivalent(_ punctuation: [Unicode.Scalar: Character]) -> Character {
    guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return self }
    return punctuation[scalar] ?? Character(scalar.asciiEquivalent)
  }
}

extension Key {
  /// The key that was meant when a Chinese or Japanese input method is left on: the ASCII
  /// character in place of its full-width form, and of the punctuation that its key gives.
  ///
  /// For commands; a prompt takes the character as it was typed.
  public var asciiTwin: Key {
    switch self {
    case .character(let character): .character(Self.asciiTwin(of: character))
    case .alt(let character): .alt(Self.asciiTwin(of: character))
    default: self
    }
  }

  private static func asciiTwin(of character: Character) -> Character {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return character }
    if (0xFF01...0xFF5E).contains(scalar.value) {
      return Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
    }
    return punctuation[scalar] ?? character
  }

  private static let punctuation: [Unicode.Scalar: Character] = [
    "\u{3000}": " ", "\u{3001}": "/", "\u{3002}": ".", "\u{300A}": "<", "\u{300B}": ">",
    "\u{3010}": "[", "\u{3011}": "]", "\u{FFE5}": "$",
  ]
}

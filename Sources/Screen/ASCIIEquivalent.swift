import Characters

extension Key {
  /// The key that was meant when a Chinese or Japanese input method is left on: the ASCII character
  /// in place of its full-width form, or of the punctuation that the input method makes of it.
  ///
  /// For commands; a prompt takes the character as typed.
  public var asciiEquivalent: Key {
    switch self {
    case .character(let character): .character(Self.asciiEquivalent(of: character))
    case .alt(let character): .alt(Self.asciiEquivalent(of: character))
    default: self
    }
  }

  private static func asciiEquivalent(of character: Character) -> Character {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return character }
    return punctuation[scalar] ?? Character(scalar.asciiEquivalent)
  }

  private static let punctuation: [Unicode.Scalar: Character] = [
    "\u{3001}": "/", "\u{3002}": ".", "\u{300A}": "<", "\u{300B}": ">", "\u{3010}": "[",
    "\u{3011}": "]", "\u{FFE5}": "$",
  ]
}

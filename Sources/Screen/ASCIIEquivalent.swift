import Characters

extension Key {
  /// The key that was meant when a Chinese or Japanese input method is left on: the ASCII character
  /// in place of its full-width form, or of the punctuation that the input method makes of it.
  ///
  /// For commands; a prompt takes the character as typed.
  public var asciiEquivalent: Key {
    switch self {
    case .character(let character): .character(character.asciiEquivalent(Self.punctuation))
    case .alt(let character): .alt(character.asciiEquivalent(Self.punctuation))
    default: self
    }
  }

  private static let punctuation: [Unicode.Scalar: Character] = [
    "\u{3001}": "/", "\u{3002}": ".", "\u{300A}": "<", "\u{300B}": ">", "\u{3010}": "[",
    "\u{3011}": "]", "\u{FFE5}": "$",
  ]
}

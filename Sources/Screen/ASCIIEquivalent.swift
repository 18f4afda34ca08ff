import Characters

extension Key {
  /// The key that was meant when a Chinese or Japanese input method is left on: the ASCII character
  /// in place of its full-width form, or of the punctuation that the input method makes of it.
  ///
  /// For commands; a prompt takes the character as typed.
  public var asciiEquivalent: Key {
    mapCharacter { $0.asciiEquivalent(Self.punctuation) }
  }

  /// The key of a US keyboard at the same place, for letters that other alphabets have there, and for
  /// digits of other scripts; any other key unchanged.
  ///
  /// For commands that the character itself is not bound to; a prompt takes the character as typed.
  public var placeEquivalent: Key {
    mapCharacter { character in
      guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
        return character
      }
      return Character(scalar.keyboardPlace)
    }
  }

  private func mapCharacter(_ change: (Character) -> Character) -> Key {
    switch self {
    case .character(let character): .character(change(character))
    case .alt(let character): .alt(change(character))
    default: self
    }
  }

  private static let punctuation: [Unicode.Scalar: Character] = [
    "\u{3001}": "/", "\u{3002}": ".", "\u{300A}": "<", "\u{300B}": ">", "\u{3010}": "[",
    "\u{3011}": "]", "\u{FFE5}": "$",
  ]
}

import Characters

/// The text of a filter as the parser sees it: characters, and the ASCII characters that those of
/// a Chinese input method stand for.
struct FilterText: Sendable {
  let characters: [Character]
  let twins: [Character]

  init(_ text: String) {
    characters = Array(text)
    twins = characters.map(Self.twin)
  }

  var count: Int { characters.count }

  /// As it was typed.
  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  /// With ASCII twins.
  func plain(_ range: Range<Int>) -> String { String(twins[range]) }

  func isBlank(_ index: Int) -> Bool { twins[index].isWhitespace }

  func isQuote(_ index: Int) -> Bool { twins[index] == "\"" }

  private static func twin(of character: Character) -> Character {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return character }
    return punctuation[scalar] ?? Character(scalar.asciiEquivalent)
  }

  /// What the keys of quotes, comparisons and the point give when the input method is left on.
  private static let punctuation: [Unicode.Scalar: Character] = [
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{300A}": "<", "\u{300B}": ">", "\u{3002}": ".",
    "\u{2212}": "-", "\u{FE30}": ":", "\u{2236}": ":",
  ]
}

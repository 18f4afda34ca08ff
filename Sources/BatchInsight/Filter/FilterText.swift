import Characters

/// The text of a filter as the parser sees it: characters, and the ASCII characters that those of
/// a Chinese input method stand for.
struct FilterText: Sendable {
  let characters: [Character]
  let asciiCharacters: [Character]

  init(_ text: String) {
    characters = Array(text)
    asciiCharacters = characters.map { $0.asciiEquivalent(Self.punctuation) }
  }

  var count: Int { characters.count }

  /// As it was typed.
  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  /// With ASCII characters.
  func plain(_ range: Range<Int>) -> String { String(asciiCharacters[range]) }

  func isBlank(_ index: Int) -> Bool { asciiCharacters[index].isWhitespace }

  func isQuote(_ index: Int) -> Bool { asciiCharacters[index] == "\"" }

  /// What the keys of quotes, comparisons and the point give when the input method is left on.
  private static let punctuation: [Unicode.Scalar: Character] = [
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{300A}": "<", "\u{300B}": ">", "\u{3002}": ".",
    "\u{2212}": "-", "\u{FE30}": ":", "\u{2236}": ":",
  ]
}

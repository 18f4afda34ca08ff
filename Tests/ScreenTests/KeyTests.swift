import Testing

@testable import Screen

@Suite struct KeyTests {
  @Test(
    arguments: [
      ("ｊ", "j"), ("Ｇ", "G"), ("／", "/"), ("？", "?"), ("１", "1"), ("［", "["), ("～", "~"),
      ("！", "!"), ("\u{3000}", " "), ("、", "/"), ("。", "."), ("《", "<"), ("】", "]"),
      ("j", "j"), ("中", "中"), ("é", "é"), ("\u{FF5F}", "\u{FF5F}"), ("｡", "｡"),
    ] as [(Character, Character)])
  func twins(typed: Character, meant: Character) {
    #expect(Key.character(typed).asciiEquivalent == .character(meant))
    #expect(Key.alt(typed).asciiEquivalent == .alt(meant))
  }

  @Test(arguments: [Key.up, .control("c"), .function(3), .escape])
  func otherKeysAreThemselves(key: Key) {
    #expect(key.asciiEquivalent == key)
  }

  @Test(
    arguments: [
      (.alt("q"), .character("q")), (.alt("é"), .character("é")), (.alt("\r"), .enter),
      (.alt("\u{7F}"), .backspace), (.alt("\u{3}"), .control("c")), (.alt(" "), .character(" ")),
      (.character("q"), nil), (.escape, nil),
    ] as [(Key, Key?)])
  func keysWithoutAlt(key: Key, other: Key?) {
    #expect(key.withoutAlt == other)
  }
}

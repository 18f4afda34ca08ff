import Testing

@testable import Screen

@Suite struct ScreenTextTests {
  private func shown(_ text: String, _ charset: Charset = .unicode) -> [String] {
    ScreenText.glyphs(of: text, charset: charset).map(\.text)
  }

  @Test(arguments: [
    ("abc", ["a", "b", "c"]),
    ("批处", ["批", "处"]),
    ("e\u{301}x", ["e\u{301}", "x"]),
    // A mark with nothing before it has its own cell and does not combine with a neighbour.
    ("\u{301}x", ["\u{25CC}\u{301}", "x"]),
    ("\u{200D}\u{301}", ["\u{25CC}\u{301}"]),
    ("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", ["a\u{301}\u{302}\u{303}\u{304}"]),
    ("\u{1B}[31m", ["\u{FFFD}", "[", "3", "1", "m"]),
    ("a\r\nb", ["a", "\u{FFFD}", "\u{FFFD}", "b"]),
    ("a\u{202E}b", ["a", "\u{FFFD}", "b"]),
    ("a\u{2028}b", ["a", "\u{FFFD}", "b"]),
    ("soft\u{AD}", ["s", "o", "f", "t"]),
    ("👨\u{200D}👩\u{200D}👧", ["👨", "👩", "👧"]),
    ("👍🏽", ["👍"]),
    ("❤\u{FE0F}", ["❤"]),
    ("🇨🇳🇩", ["C", "N", "D"]),
    ("a\u{3164}\u{FFA0}b", ["a", "b"]),
    ("1\u{FE0F}\u{20E3}", ["1\u{20E3}"]),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", ["\u{D55C}", "\u{AE00}"]),
    ("\u{AC00}\u{11A8}", ["\u{AC01}"]),
    ("\u{AC01}\u{11A8}", ["\u{AC01}"]),
    ("\u{1161}", ["\u{25CC}"]),
    ("नमस्ते", ["न", "म", "स\u{94D}", "त\u{947}"]),
  ])
  func glyphs(text: String, expected: [String]) {
    // Compared by code points: to Swift, composed and decomposed characters are equal.
    let glyphs = shown(text)
    #expect(
      glyphs.map { $0.unicodeScalars.map(\.value) }
        == expected.map { $0.unicodeScalars.map(\.value) })
  }

  @Test(arguments: [
    ("abc", "abc"), ("中a", "??a"), ("é", "?"), ("e\u{301}", "e"), ("\u{301}", "?"),
    ("\u{1B}[m", "?[m"), ("…", "?"), ("a\u{200D}b", "ab"), ("\u{1112}\u{1161}", "??"),
    ("🇨🇳", "CN"),
  ])
  func glyphsInASCII(text: String, expected: String) {
    #expect(shown(text, .ascii).joined() == expected)
  }

  static let samples = [
    "", "plain", "批处理-夜间", "e\u{301}\u{302}", "\u{301}a", "\u{301}\u{302}", "👍🏽👨\u{200D}👩",
    "🇨🇳🇩", "\u{1B}]52;c;x\u{7}", "नमस्ते", "مرحبا", "ｱｲｳﾞ", "\u{1112}\u{1161}\u{11AB}", "a\u{AD}b",
    "\u{E0041}", "\u{1161}\u{11A8}", " \u{301}", "\u{20000}x",
  ]

  @Test(arguments: samples, [Charset.unicode, .ascii])
  func columnsAreThoseOfTheGlyphs(text: String, charset: Charset) {
    let glyphs = ScreenText.glyphs(of: text, charset: charset)
    #expect(ScreenText.columns(of: text) == glyphs.reduce(0) { $0 + Int($1.width) })
  }

  /// The output never acts on a terminal, whatever the input, and harmless text is unchanged.
  @Test(arguments: samples)
  func glyphsAreHarmless(text: String) {
    let glyphs = ScreenText.glyphs(of: text, charset: .unicode)
    for scalar in glyphs.flatMap(\.text.unicodeScalars) {
      #expect(CharacterWidth.of(scalar) != .harmful)
      #expect(CharacterWidth.of(scalar) != .dropped)
    }
    let again = ScreenText.glyphs(of: glyphs.map(\.text).joined(), charset: .unicode)
    #expect(again == glyphs)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
    ("abcdef", -3, ""), ("批处理", 6, "批处理"), ("批处理", 5, "批处…"), ("批处理", 4, "批…"),
    ("批处理", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}e\u{301}"),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 3, ""),
  ])
  func truncation(text: String, columns: Int, expected: String) {
    let cut = ScreenText.truncated(text, to: columns)
    #expect(cut == expected)
    #expect(ScreenText.columns(of: cut) <= max(0, columns))
  }

  @Test(
    arguments: [
      ("", 5, [""]),
      ("one two three", 7, ["one two", "three"]),
      ("one two", 3, ["one", "two"]),
      ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
      ("批处理夜间", 4, ["批处", "理夜", "间"]),
      ("批处理", 5, ["批处", "理"]),
      ("a\nb\r\nc\n", 5, ["a", "b", "c", ""]),
      // The part that is carried over may still be too long for the next word.
      (" bcde中", 5, [" bcde", "中"]),
      ("a bcde中", 5, ["a", "bcde", "中"]),
      ("  indented", 6, ["  inde", "nted"]),
      ("中", 1, [""]),
      ("x", 0, []),
      ("\u{200B}", 5, ["\u{200B}"]),
      ("\u{301}x", 2, ["\u{301}x"]),
      ("a\rb", 3, ["a\rb"]),
      ("a\r\nb\u{1B}c", 3, ["a", "b\u{1B}c"]),
      ("ab\u{1B}", 2, ["ab", "\u{FFFD}"]),
    ] as [(String, Int, [String])])
  func wrapping(text: String, columns: Int, expected: [String]) {
    #expect(ScreenText.wrapped(text, to: columns) == expected)
  }

  @Test(arguments: samples, [1, 2, 3, 5, 8])
  func wrappedLinesFit(text: String, columns: Int) {
    for line in ScreenText.wrapped("a \(text) \(text)中 b", to: columns) {
      #expect(ScreenText.columns(of: line) <= columns)
    }
  }
}

import Testing

@testable import Screen

@Suite struct CharacterWidthTests {
  @Test(arguments: [
    ("a", 1), ("~", 1), (" ", 1), ("\u{A0}", 1), ("é", 1), ("я", 1), ("ع", 1), ("ש", 1),
    ("中", 2), ("あ", 2), ("カ", 2), ("ｶ", 1), ("ﾞ", 1), ("Ａ", 2), ("\u{3000}", 2), ("한", 2),
    ("\u{1100}", 2), ("\u{AC00}", 2), ("\u{D7A3}", 2), ("\u{20000}", 2), ("\u{3FFFD}", 2),
    ("न", 1), ("\u{93E}", 1), ("ก", 1), ("😀", 2), ("⌚", 2), ("⚡", 2), ("❤", 1), ("☂", 1),
    ("🇨", 1), ("\u{1FAE9}", 2), ("\u{E000}", 1), ("\u{F0000}", 1), ("\u{FFFD}", 1),
  ])
  func columns(character: Unicode.Scalar, columns: Int) {
    #expect(CharacterWidth.of(character) == .columns(columns))
  }

  /// The characters that our views draw with must take one column each.
  @Test(arguments: Array("●○◐✔▲✖⊘█▌▐▉▊▋▍▎▏░▒▓─│┌┐└┘├┤┬┴┼═╪▕▶…–—·↑↓←→×•↵≈’“”‹›◌".unicodeScalars))
  func ownGlyphs(glyph: Unicode.Scalar) {
    #expect(CharacterWidth.of(glyph) == .columns(1))
  }

  @Test(
    arguments: [
      "\u{300}", "\u{301}", "\u{36F}", "\u{20E3}", "\u{94D}", "\u{947}", "\u{64B}", "\u{E31}",
      "\u{3099}", "\u{302A}", "\u{1161}", "\u{11A8}", "\u{D7B0}", "\u{1D165}",
    ] as [Unicode.Scalar])
  func marks(mark: Unicode.Scalar) {
    let isSpacing = mark.properties.generalCategory == .spacingMark
    #expect(CharacterWidth.of(mark) == (isSpacing ? .columns(1) : .mark))
  }

  @Test(
    arguments: [
      "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{2061}", "\u{FEFF}", "\u{FFF9}",
      "\u{FFFB}", "\u{FE0E}", "\u{FE0F}", "\u{E0100}", "\u{180B}", "\u{180E}", "\u{34F}",
      "\u{1F3FB}", "\u{1F3FF}", "\u{206A}", "\u{1D173}", "\u{3164}", "\u{FFA0}",
    ] as [Unicode.Scalar])
  func dropped(character: Unicode.Scalar) {
    #expect(CharacterWidth.of(character) == .dropped)
  }

  @Test(
    arguments: [
      0, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x61C, 0x200E, 0x200F,
      0x202A, 0x202E, 0x2066, 0x2069, 0x2028, 0x2029, 0xE0000, 0xE0001, 0xE0041, 0xE007F, 0xFFFE,
      0xFFFF, 0xFDD0, 0x10FFFF, 0x1FFFE, 0x378, 0x2FFFE,
    ] as [UInt32])
  func harmful(code: UInt32) throws {
    #expect(CharacterWidth.of(try #require(Unicode.Scalar(code))) == .harmful)
  }

  /// The fast path agrees with the table.
  @Test func shortcutsAgreeWithTheTable() {
    let others = (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
      .filter { CharacterWidth.of($0) != CharacterWidth.inTable($0) }
    #expect(Array(others) == [])
  }

  @Test func runsAreInOrderAndDiffer() {
    let runs = CharacterWidth.runs
    #expect(runs.first.map { $0 >> 3 } == 0)
    for (run, next) in zip(runs, runs.dropFirst()) {
      #expect(run >> 3 < next >> 3)
      #expect(run & 7 != next & 7)
    }
  }

  /// The standard library has its own copy of the Unicode database, which must agree.
  @Test func agreesWithTheStandardLibrary() {
    var disagreements: [String] = []
    for value in UInt32(0xA0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let width = CharacterWidth.of(scalar)
      let properties = scalar.properties
      let agrees: Bool
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark: agrees = width == .mark || width == .dropped
      case .format: agrees = width == .dropped || width == .harmful
      case .control, .lineSeparator, .paragraphSeparator: agrees = width == .harmful
      case .unassigned:
        agrees =
          width == .harmful
          || (width == .columns(2) && (value > 0x20000 || (0xFA00..<0xFB00).contains(value)))
      case .modifierSymbol where properties.isEmojiModifier: agrees = width == .dropped
      case .otherSymbol where properties.isEmojiPresentation:
        agrees = width == .columns((0x1F1E6...0x1F1FF).contains(value) ? 1 : 2)
      case .otherLetter where properties.isDefaultIgnorableCodePoint && width == .dropped:
        agrees = true
      case .otherLetter: agrees = width == .mark || width == .columns(1) || width == .columns(2)
      default: agrees = width == .columns(1) || width == .columns(2)
      }
      if !agrees { disagreements.append(String(value, radix: 16)) }
    }
    #expect(disagreements.isEmpty)
  }

  @Test(
    arguments: [
      (0, 0), (0x41, 1), (0x4E2D, 2), (0x301, 0), (0x200D, 0), (0x1B, -1), (0x9B, -1), (0xD800, -1),
      (0x11_0000, -1), (0xFFFF_FFFF, -1),
    ] as [(UInt32, Int)])
  func answersAsTheCLibraryWould(code: UInt32, width: Int) {
    #expect(CharacterWidth.wcwidth(code) == width)
  }
}

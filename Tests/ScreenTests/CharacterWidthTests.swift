import Testing

@testable import Screen

@Suite struct CharacterWidthTests {
  @Test(arguments: [
    ("a", 1), ("~", 1), (" ", 1), ("\u{A0}", 1), ("é", 1), ("я", 1), ("ع", 1), ("ש", 1),
    ("中", 2), ("あ", 2), ("カ", 2), ("ｶ", 1), ("ﾞ", 1), ("Ａ", 2), ("\u{3000}", 2), ("한", 2), ("☰", 2),
    ("䷀", 2), ("㊙", 2), ("🩷", 2), ("\u{1FAEA}", 2),
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
      "\u{1F3FB}", "\u{1F3FF}", "\u{206A}", "\u{1D173}", "\u{115F}", "\u{3164}", "\u{FFA0}",
      "\u{302E}",
    ] as [Unicode.Scalar])
  func dropped(character: Unicode.Scalar) {
    #expect(CharacterWidth.of(character) == .dropped)
  }

  @Test(
    arguments: [
      0, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x61C, 0x200E, 0x200F,
      0x202A, 0x202E, 0x2066, 0x2069, 0x2028, 0x2029, 0xE0000, 0xE0001, 0xE0041, 0xE007F, 0xFFFE,
      0xFFFF, 0xFDD0, 0x10FFFF, 0x1FFFE, 0x378, 0x2FFFE, 0xFA6E, 0xFADA, 0x3248, 0x1F93B,
    ] as [UInt32])
  func harmful(code: UInt32) throws {
    #expect(CharacterWidth.of(try #require(Unicode.Scalar(code))) == .harmful)
  }

  /// The fast path agrees with the table.
  @Test func shortcutsAgreeWithTheTable() {
    let others = (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
      .filter { CharacterWidth.of($0) != CharacterWidth.of($0, rules: .table) }
    #expect(Array(others) == [])
  }

  @Test func runsAreInOrderAndDiffer() {
    let runs = CharacterWidth.runs
    #expect(runs.first.map { $0 >> 7 } == 0)
    for (run, next) in zip(runs, runs.dropFirst()) {
      #expect(run >> 7 < next >> 7)
      #expect(run & 127 != next & 127)
    }
  }

  private static func rules(_ change: (inout WidthRules) -> Void) -> WidthRules {
    var rules = WidthRules.table
    change(&rules)
    return rules
  }

  static let answers: [(Unicode.Scalar, WidthRules, CharacterWidth)] = [
    ("●", rules { $0.hasWideAmbiguous = true }, .columns(2)),
    ("α", rules { $0.hasWideAmbiguous = true }, .columns(2)),
    ("\u{FFFD}", rules { $0.hasWideAmbiguous = true }, .columns(2)),
    ("▸", rules { $0.hasWideAmbiguous = true }, .columns(1)),
    ("\u{E000}", rules { _ in }, .columns(1)),
    ("\u{E000}", rules { $0.hasWideAmbiguous = true }, .harmful),
    ("\u{F8FF}", rules { $0.hasWideAmbiguous = true }, .harmful),
    ("\u{10FFFD}", rules { $0.hasWideAmbiguous = true }, .harmful),
    ("\u{301}", rules { $0.hasWideAmbiguous = true }, .mark),
    ("α", rules { ($0.hasWideAmbiguous, $0.withholdsAmbiguous) = (true, true) }, .harmful),
    ("中", rules { ($0.hasWideAmbiguous, $0.withholdsAmbiguous) = (true, true) }, .columns(2)),
    ("▸", rules { ($0.hasWideAmbiguous, $0.withholdsAmbiguous) = (true, true) }, .columns(1)),
    ("🥲", rules { $0.version = .unicode12 }, .harmful),
    ("🫠", rules { $0.version = .unicode13 }, .harmful),
    ("🫠", rules { $0.version = .unicode14 }, .columns(2)),
    ("🩷", rules { $0.version = .unicode14 }, .harmful),
    ("🩷", rules { $0.version = .unicode15 }, .columns(2)),
    ("\u{2FFC}", rules { $0.version = .unicode15 }, .harmful),
    ("\u{1FAE9}", rules { $0.version = .unicode16 }, .columns(2)),
    ("\u{1FAEA}", rules { $0.version = .unicode16 }, .harmful),
    ("\u{2EBF0}", rules { $0.version = .unicode12 }, .columns(2)),
    ("\u{93E}", rules { $0.vowelSign = 0 }, .mark),
    ("\u{93E}", rules { $0.vowelSign = nil }, .harmful),
    ("☰", rules { $0.trigram = 1 }, .columns(1)), ("䷀", rules { $0.trigram = 1 }, .columns(2)),
    ("䷀", rules { $0.hexagram = nil }, .harmful),
    ("㊙", rules { $0.textEmoji = 1 }, .columns(1)),
    ("\u{301}", rules { $0.marks = .old }, .mark),
    ("\u{487}", rules { $0.marks = .old }, .dropped),
    ("\u{301}", rules { $0.marks = .none }, .dropped),
  ]

  @Test(arguments: answers)
  func theTerminalDecides(scalar: Unicode.Scalar, rules: WidthRules, width: CharacterWidth) {
    #expect(CharacterWidth.of(scalar, rules: rules) == width)
  }

  /// What a terminal does not confirm is not sent to it; most text needs no confirmation.
  @Test(arguments: Array("az~éÅяΩ中あカｶ한😀🚀❤█─".unicodeScalars))
  func mostTextNeedsNoAnswer(scalar: Unicode.Scalar) {
    #expect(CharacterWidth.of(scalar, rules: WidthRules()) == CharacterWidth.of(scalar))
  }

  @Test(
    arguments: ["🥲", "🩷", "\u{1FAE9}", "\u{93E}", "☰", "䷀", "㊙"] as [Unicode.Scalar])
  func whatIsDisputedNeedsOne(scalar: Unicode.Scalar) {
    #expect(CharacterWidth.of(scalar, rules: WidthRules()) == .harmful)
  }

  /// Never shown, or left out, since terminals disagree about them.
  private static let disputed: Set<UInt32> = Set(0x3248...0x324F).union([
    0x1734, 0x1171E, 0x06DE, 0x1F93B, 0x1F946, 0x302E, 0x302F, 0x16FF0, 0x16FF1,
  ])

  /// The standard library has its own copy of the Unicode database, which must agree.
  @Test func agreesWithTheStandardLibrary() {
    var disagreements: [String] = []
    for value in UInt32(0xA0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value), !Self.disputed.contains(value) else { continue }
      let width = CharacterWidth.of(scalar)
      let properties = scalar.properties
      let agrees: Bool
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark: agrees = width == .mark || width == .dropped
      case .format: agrees = width == .dropped || width == .harmful
      case .control, .lineSeparator, .paragraphSeparator: agrees = width == .harmful
      case .unassigned:
        agrees =
          width == .harmful || (width == .columns(2) && value > 0x20000)
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

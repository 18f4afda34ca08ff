import BatchInsight
import Batches
import Screen
import Testing

@testable import BatchPresentation

struct ThemeTests {
  private static func glyphs(_ theme: Theme) -> [(String, String)] {
    Mirror(reflecting: theme.glyphs).children.flatMap { child -> [(String, String)] in
      let name = child.label ?? ""
      if let many = child.value as? [String] { return many.map { (name, $0) } }
      return [(name, child.value as? String ?? "")]
    }
  }

  @Test(arguments: [Theme.unicode, .narrow, .ascii])
  func everyGlyphTakesOneColumn(theme: Theme) {
    for (name, glyph) in Self.glyphs(theme) {
      #expect(ScreenText.columns(of: glyph) == 1, "\(name)")
    }
  }

  /// Also where all that is East Asian Ambiguous takes two.
  @Test func everyNarrowGlyphTakesOneColumnEverywhere() {
    var rules = WidthRules()
    rules.hasWideAmbiguous = true
    for (name, glyph) in Self.glyphs(.narrow) + [("arrow", Theme.narrow.arrow)] {
      let widths = glyph.unicodeScalars.map { CharacterWidth.of($0, rules: rules) }
      #expect(widths == [.columns(1)], "\(name)")
    }
  }

  @Test func theAsciiGlyphsAreASCII() {
    for (name, glyph) in Self.glyphs(.ascii) {
      #expect(glyph.unicodeScalars.allSatisfy { (0x21..<0x7F).contains($0.value) }, "\(name)")
    }
  }

  @Test(arguments: [Theme.unicode, .narrow, .ascii])
  func statesDifferInShapeNotInColourAlone(theme: Theme) {
    let shapes = BatchStatus.Meaning.allCases.map { theme.glyphs[$0] } + [theme.glyphs.partlyFailed]
    #expect(Set(shapes).count == shapes.count)
  }

  @Test(arguments: [Theme.unicode, .narrow, .ascii])
  func phasesDifferInPattern(theme: Theme) {
    let fills =
      [Lifecycle.Phase.Kind.queued, .running, .finalizing, .cancelling]
      .map { theme.style(of: $0).fill } + [theme.glyphs.phaseAhead, theme.glyphs.phaseOverdue]
    #expect(Set(fills).count == fills.count)
  }

  @Test func wordsAreNeverYellowGreenOrCyan() {
    for meaning in ["completed", "in_progress", "cancelling", "finalizing", "strange"] {
      let style = Theme.unicode.style(of: BatchStatus(meaning))
      #expect(![.yellow, .green, .cyan].contains(style.wordStyle.color))
    }
  }

  @Test(
    arguments: [
      (RequestCounts(total: 5, completed: 5, failed: 0), "out", nil, "✔"),
      (RequestCounts(total: 5, completed: 4, failed: 1), "out", "err", "▴"),
      (RequestCounts(total: 5, completed: 0, failed: 5), nil, "err", "✖"),
      (RequestCounts(total: 5, completed: 0, failed: 2), nil, nil, "▴"),
      (RequestCounts(failed: 2), nil, nil, "✖"),
      (nil, nil, "err", "▴"), (nil, "", "err", "▴"), (nil, nil, nil, "▴"), (nil, "out", "err", "✔"),
      (RequestCounts(total: 5, completed: 5, failed: 0), nil, nil, "▴"),
      (RequestCounts(total: 5, completed: 0, failed: 0), "out", nil, "▴"),
    ] as [(RequestCounts?, String?, String?, String)])
  func completedIsNotAlwaysASuccess(
    counts: RequestCounts?, output: String?, errors: String?, glyph: String
  ) {
    let batch = Batch(
      id: "b", status: BatchStatus("completed"), counts: counts, outputFileID: output,
      errorFileID: errors)
    #expect(Theme.unicode.style(of: batch).glyph == glyph)
    #expect(Theme.unicode.style(of: batch).word == "completed")
  }

  @Test func aStatusIsShownAsItWasSent() {
    #expect(Theme.unicode.style(of: BatchStatus("IN_PROGRESS")).line.text == "▸ IN_PROGRESS")
    #expect(Theme.ascii.style(of: BatchStatus("")).line.text == "? no status")
  }

  @Test func aSelectedCellIsReversedWithoutColour() {
    let selected = Theme.unicode.selected(Style(.red, [.bold, .dim]))
    #expect(selected == Style(.normal, [.bold, .reverse]))
  }
}

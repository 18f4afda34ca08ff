import BatchPresentation
import Screen
import Testing

@testable import Browser

/// What the help makes of keys and commands.
struct HelpOverlayTests {
  private let context = OverlayFixture.context()

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var events: [OverlayEvent]
    var top = 0
    var query: String?
    var isTyping = false
    var result = OverlayResult.consumed([])
  }

  private static func typed(_ text: String) -> [OverlayEvent] {
    [.command(.search)] + text.map { .key(.character($0)) }
  }

  @Test(arguments: [
    Case(testDescription: "down", events: [.command(.down)], top: 1),
    Case(testDescription: "up from the first row", events: [.command(.up)]),
    Case(testDescription: "half a screen", events: [.command(.halfPageDown)], top: 11),
    Case(testDescription: "a screen", events: [.command(.pageDown)], top: 21),
    Case(testDescription: "to the first row", events: [.command(.pageDown), .command(.first)]),
    Case(testDescription: "its own key closes it", events: [.command(.help)], result: .closed([])),
    Case(testDescription: "Esc closes it", events: [.command(.back)], result: .ignored),
    Case(testDescription: "a letter is no text", events: [.key(.character("x"))], result: .ignored),
    Case(testDescription: "nor is a paste", events: [.paste("x")], result: .ignored),
    Case(
      testDescription: "a search begins at the top",
      events: [.command(.pageDown), .command(.search)], query: "", isTyping: true),
    Case(testDescription: "typing", events: typed("jk"), query: "jk", isTyping: true),
    Case(
      testDescription: "pasting", events: typed("j") + [.paste("k")], query: "jk", isTyping: true),
    Case(testDescription: "Enter", events: typed("row") + [.key(.enter)], query: "row"),
    Case(testDescription: "Enter without a word", events: typed("") + [.key(.enter)]),
    Case(testDescription: "Esc while typing", events: typed("row") + [.key(.escape)]),
    Case(testDescription: "^C while typing", events: typed("row") + [.key(.control("c"))]),
    Case(
      testDescription: "Esc ends a search", events: typed("row") + [.key(.enter), .command(.back)]),
    Case(
      testDescription: "and so does q", events: typed("row") + [.key(.enter), .command(.quit)]),
    Case(
      testDescription: "^C closes all of it",
      events: typed("row") + [.key(.enter), .command(.interrupt)], query: "row", result: .ignored),
    Case(
      testDescription: "a search goes on where it was",
      events: typed("ro") + [.key(.enter)] + typed("w"), query: "row", isTyping: true),
  ])
  func handles(_ given: Case) {
    let (help, result) = HelpOverlay().after(given.events, in: context)
    #expect(help.scroll.top == given.top)
    #expect(help.query?.text == given.query)
    #expect(help.isTyping == given.isTyping)
    #expect(result == given.result)
  }

  @Test func aTallerScreenLeavesNoRowsEmpty() {
    var (help, _) = HelpOverlay().after([.command(.last)], in: context)
    let before = help.scroll.top
    var taller = context
    taller.size.rows += 5
    #expect(help.handle(.resized, in: taller) == .consumed([]))
    #expect(help.scroll.top == before - 5)
  }

  /// The names of keys are longer in ASCII, and so is the text where it is narrow.
  @Test(arguments: [Charset.unicode, .ascii], [20, 30, 45, 80])
  func theLastRowCanBeReached(charset: Charset, columns: Int) throws {
    var context = context
    context.charset = charset
    context.size = Size(columns: columns, rows: 10)
    let (help, _) = HelpOverlay().after([.command(.last)], in: context)
    let note = try Regex(context.theme.glyphs.down + " [0-9]")
    #expect(HelpOverlay().drawn(in: context).text.contains(note))
    #expect(!help.drawn(in: context).text.contains(note))
  }

  /// Keys differ by case, words do not.
  @Test func findsKeysAndWords() {
    func rows(_ query: String) -> Int {
      HelpText(
        query: query, keymap: .standard, columns: 80, theme: .unicode
      ).lines.count
    }
    #expect(rows("ROW down") == rows("row down"))
    #expect(rows("J") != rows("j"))
    #expect(rows("no such key") == 1)
  }
}

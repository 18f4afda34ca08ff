import Screen
import TestSupport
import Testing

@testable import Browser

/// The help on small screens.
struct HelpTextTests {
  private func help(_ size: Size, _ keys: Key...) -> Conversation {
    var conversation = Conversation([Fixture.batch(0)], size: size)
    conversation.press("?")
    for key in keys { conversation.press(key) }
    return conversation
  }

  /// All rows of the help, read by scrolling line by line; the last row of a screen may be cut by
  /// the note of what is out of sight.
  private func read(_ size: Size) -> [String] {
    var conversation = help(size)
    var rows: [String] = []
    let height = conversation.state.overlayContext.body.rows
    while true {
      let frame = conversation.state.draw()
      rows.append(frame.text(row: 1))
      let before = conversation.state.overlay
      conversation.press("j")
      if conversation.state.overlay == before {
        return rows + (2...height).map { frame.text(row: $0) }
      }
    }
  }

  @Test(arguments: [Size(columns: 20, rows: 5), Size(columns: 30, rows: 8)])
  func anExplanationStandsBelowItsKeyWhereThereIsNoRoomBeside(size: Size) throws {
    let rows = read(size)
    #expect(rows.first == " Move")
    let place = try #require(rows.firstIndex(of: "  j Down"))
    #expect(rows[place + 1] == "   one row down")
    #expect(rows.dropLast().allSatisfy { !$0.contains("…") })
    // Words are broken between letters only where one is longer than a line.
    #expect(rows.contains("   G End") == false && rows.contains("  G End"))
  }

  @Test func anExplanationStandsBesideItsKeyElsewhere() {
    #expect(
      read(Size(columns: 40, rows: 10)).contains {
        $0.hasPrefix("    j Down") && $0.hasSuffix("one row down")
      })
  }

  @Test(arguments: [Size(columns: 40, rows: 10), Size(columns: 80, rows: 24)])
  func whatTheNoteCutsEndsInAnEllipsis(size: Size) {
    var conversation = help(size)
    for _ in 0..<60 {
      let row = conversation.state.draw().text(row: size.rows - 2)
      var words = row.split(separator: " ")
      let isCovered = row.hasSuffix(" more")
      while words.last == "more" { words.removeLast(3) }
      // The same row on a screen that has one below it for the note.
      var taller = conversation
      taller.send(.input(.resize(Size(columns: size.columns, rows: size.rows + 1))))
      let whole = taller.state.draw().text(row: size.rows - 2).split(separator: " ")
      #expect(!isCovered || words == whole || words.last?.hasSuffix("…") == true, "\(row)")
      conversation.press("j")
    }
  }
}

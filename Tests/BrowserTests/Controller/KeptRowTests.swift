import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// The row under the cursor that does not match the view any more.
@Suite struct KeptRowTests {
  /// The active ones of fifty, the cursor on the first, which then ends.
  private func ended() -> Conversation {
    var conversation = Conversation(Fixture.batches(0..<50, active: [3, 7, 9]))
    conversation.press("2")
    #expect(conversation.state.selection.id == "b3")
    conversation.server.batches[3] = Fixture.batch(3)
    conversation.press("r")
    return conversation
  }

  private func shownIDs(_ conversation: Conversation) -> [String] {
    (0..<conversation.state.shownCount).compactMap {
      conversation.state.shownRow(at: $0)?.batch.id
    }
  }

  @Test func staysUnderTheCursorAndIsNotCounted() {
    let conversation = ended()
    #expect(conversation.state.selection == Selection(id: "b3", line: 0))
    #expect(shownIDs(conversation) == ["b3", "b7", "b9"])
    let text = conversation.state.draw().text
    #expect(text.contains("2 of 50 loaded match"))
    #expect(text.contains("2 Active 2"))
    #expect(text.contains("no longer belongs to this view"))
  }

  @Test func isMarkedInTheList() {
    var conversation = ended()
    for (charset, mark) in [(Charset.unicode, "¬"), (.ascii, "/")] {
      conversation.state.screen = ScreenState(
        size: conversation.state.screen.size, charset: charset)
      conversation.press("p")
      let frame = conversation.state.draw()
      let marked = (0..<24).map(frame.text(row:)).filter { $0.hasPrefix(mark) }
      #expect(marked.count == 1)
      #expect(marked.first?.contains("b3") == true)
    }
  }

  @Test func goesWithTheCursor() {
    var conversation = ended()
    conversation.press("j")
    #expect(conversation.state.selection == Selection(id: "b7", line: 0))
    #expect(shownIDs(conversation) == ["b7", "b9"])
    conversation.press("k")
    #expect(conversation.state.selection.id == "b7")
  }

  @Test func leavesTheRowsOnScreenWhereTheyAre() {
    var conversation = Conversation(Fixture.batches(0..<300, active: Set(0..<200)))
    conversation.press("2")
    for _ in 0..<30 { conversation.press("j") }
    let line = conversation.state.selection.line
    let id = conversation.state.selection.id
    conversation.server.batches[30] = Fixture.batch(30)
    conversation.press("r")
    #expect(conversation.state.selection == Selection(id: id, line: line))
    conversation.press("k")
    #expect(conversation.state.selection == Selection(id: "b29", line: line - 1))
    #expect(
      conversation.state.shownRow(at: conversation.state.topIndex)?.batch.id == "b\(30 - line)")
    #expect(conversation.state.shownCount == conversation.state.matchCount)
  }

  @Test func goesWhenTheUserAsksForOtherRows() {
    var conversation = ended()
    conversation.press("5")
    #expect(!shownIDs(conversation).contains("b3"))
    conversation = ended()
    conversation.press("/b9")
    conversation.press(.enter)
    #expect(shownIDs(conversation) == ["b9"])
  }

  @Test func isAmongTheOthersAgainWhenItMatches() {
    var conversation = ended()
    conversation.server.batches[3] = Fixture.batch(3, "in_progress")
    conversation.press("r")
    #expect(conversation.state.matchCount == 3)
    #expect(shownIDs(conversation) == ["b3", "b7", "b9"])
    #expect(conversation.state.rows.shown.kept == nil)
  }

  @Test func endsWhileAnotherTabIsOnWithoutAJump() {
    var conversation = Conversation(Fixture.batches(0..<3, active: [0]))
    conversation.press("/age<70m")
    conversation.press(.enter)
    conversation.press("j")
    conversation.now = Fixture.now + 600
    conversation.send(.tick)
    #expect(conversation.state.selection.id == "b1", "time took it")
    #expect(conversation.state.matchCount == 0)
    #expect(conversation.state.shownCount == 1)
  }

  @Test func aRefreshByItselfIsArrangedWhenItEnds() {
    var conversation = Conversation(Fixture.batches(0..<50, active: [3, 7, 9]))
    conversation.press("2")
    conversation.server.batches[9] = Fixture.batch(9)
    conversation.now += 11
    conversation.send(.tick)
    #expect(conversation.state.loader.refreshedAt == conversation.now)
    #expect(!conversation.state.rows.isArranging)
    #expect(shownIDs(conversation) == ["b3", "b7"])
  }

  @Test func isNotSaved() {
    var conversation = ended()
    conversation.press("w")
    #expect(conversation.state.draw().text.contains("2 rows of 50 loaded"))
  }

  @Test func goesWithItsBatch() {
    var conversation = ended()
    conversation.server.batches.remove(at: 3)
    conversation.press("R")
    #expect(shownIDs(conversation) == ["b7", "b9"])
    #expect(conversation.state.selection.id == "b7")
  }

  @Test func standsAtItsPlaceAmongThoseThatCome() {
    var conversation = ended()
    for number in 100..<105 {
      conversation.server.batches.insert(Fixture.batch(number, "in_progress"), at: 0)
    }
    conversation.press("r")
    #expect(
      shownIDs(conversation) == ["b104", "b103", "b102", "b101", "b100", "b3", "b7", "b9"])
    #expect(conversation.state.selection.id == "b3")
    conversation.press("G")
    #expect(shownIDs(conversation).count == 7)
    #expect(conversation.state.selection.id == "b9")
  }
}

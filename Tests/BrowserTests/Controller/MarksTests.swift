import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Space and `*`, and what acts on marked batches.
@Suite struct MarksTests {
  private func conversation(
    _ count: Int = 10, active: Set<Int> = [], allowsCancel: Bool = false
  ) -> Conversation {
    Conversation(Fixture.batches(0..<count, active: active), allowsCancel: allowsCancel)
  }

  private func marked(_ conversation: Conversation) -> [String] {
    conversation.state.markedBatches.map(\.id)
  }

  @Test func spaceMarksAndGoesDown() {
    var conversation = conversation()
    conversation.press("  j ")
    #expect(marked(conversation) == ["b0", "b1", "b3"])
    #expect(conversation.state.cursorIndex == 4)
    conversation.press("kk")
    conversation.press("k ")
    #expect(marked(conversation) == ["b0", "b3"])
    let text = conversation.state.draw().text
    #expect(text.contains("# 2 marked   Esc unmark   y copy ids   w save"))
  }

  @Test func theLastRowKeepsTheCursor() {
    var conversation = conversation(2)
    conversation.press("G ")
    #expect(marked(conversation) == ["b1"] && conversation.state.cursorIndex == 1)
    conversation.press(" ")
    #expect(marked(conversation).isEmpty)
  }

  @Test func aStarMarksWhatIsShownAndAgainNone() {
    var conversation = conversation(12)
    conversation.press(" /b1")
    conversation.press(.enter)
    conversation.press("*")
    #expect(marked(conversation) == ["b1", "b10", "b11", "b0"], "those that are shown come first")
    conversation.press("*")
    #expect(marked(conversation) == ["b0"])
    conversation.press(.escape)
    #expect(marked(conversation).isEmpty)
    #expect(conversation.state.rows.filterText == "b1", "one step at a time")
    conversation.press(.escape)
    conversation.press("**")
    #expect(marked(conversation).isEmpty)
  }

  @Test func marksStayThroughARefreshAndGoWithTheirRow() {
    var conversation = conversation()
    conversation.press("   ")
    conversation.server.batches.removeAll { $0.id == "b1" }
    conversation.server.batches.insert(Fixture.batch(77), at: 0)
    conversation.press("R")
    #expect(marked(conversation) == ["b0", "b2"])
  }

  @Test func copiesTheIDs() {
    var conversation = conversation()
    conversation.press("  ")
    guard case .copy(let field, _)? = conversation.press(.character("y")).first else {
      Issue.record("nothing is copied")
      return
    }
    #expect(field.text == "b0\nb1" && field.name == "2 ids")
  }

  @Test func savesTheMarkedRowsWhateverIsShown() {
    var conversation = conversation()
    conversation.press("  /b7")
    conversation.press(.enter)
    conversation.press("w")
    #expect(conversation.state.draw().text.contains("2 marked rows"))
    guard case .save(let job)? = conversation.press(.enter).first,
      case .rows(let rows) = job.work.content
    else {
      Issue.record("nothing is saved")
      return
    }
    #expect((0..<rows.count).map { rows[$0]?.id } == ["b0", "b1"])
    conversation.send(
      .saved(number: job.number, .saved(path: "/x.csv", count: 2)))
    #expect(conversation.state.messageText == "saved 2 marked rows as CSV to /x.csv")
  }

  @Test func followsThoseThatHaveNotEnded() {
    var conversation = conversation(active: [0, 2])
    conversation.press("   F")
    #expect(
      conversation.state.messageText
        == "following 2 of the 3 marked batches; the others have ended")
    #expect(conversation.state.draw().text.contains("and 1 more"))
    conversation.server.batches[0] = Fixture.batch(0)
    conversation.press("r")
    #expect(conversation.state.messageText?.hasPrefix("b0 has ended") == true)
    #expect(conversation.state.following.ids == ["b2"])
    conversation.server.batches[2] = Fixture.batch(2)
    conversation.press("r")
    #expect(conversation.state.messageText?.hasPrefix("b2 has ended") == true)
    #expect(conversation.state.followedBatch?.id == "b2", "the last one stays in view")
    conversation.press("F")
    #expect(
      conversation.state.messageText == "all marked batches have already ended; nothing to follow")
  }

  @Test func cancelsAfterOneQuestion() {
    var conversation = conversation(active: [0, 2, 4], allowsCancel: true)
    conversation.press("     x")
    let text = conversation.state.draw().text
    #expect(text.contains("cancel these 3 batches?"))
    for name in ["b0", "b2", "b4"] { #expect(text.contains(name)) }
    #expect(text.contains("not 2 marked ones that have ended"))
    #expect(
      conversation.press(.character("y")) == [.cancelBatches(["b0", "b2", "b4"])])
    conversation.send(
      .cancelledAll(count: 3, failures: [Fixture.failure(.forbidden)]))
    #expect(
      conversation.state.messageText?.hasPrefix("1 of 3 batches were not cancelled.") == true)
  }

  @Test func markedBatchesThatHaveEndedAreNotAskedAbout() {
    var conversation = conversation(allowsCancel: true)
    conversation.press("  x")
    #expect(conversation.state.overlay == nil)
    #expect(
      conversation.state.messageText == "none of the marked batches can be cancelled any more")
  }

  /// Where nothing can be marked, Space turns pages.
  @Test func spaceTurnsPagesOfTexts() {
    var conversation = conversation()
    conversation.press("?")
    let before = conversation.state.draw().text
    conversation.press(" ")
    #expect(conversation.state.draw().text != before)
    #expect(conversation.state.marks.isEmpty)
  }
}

import BatchInsight
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct FollowTests {
  private func conversation(_ notice: Notice = .off) -> Conversation {
    var batches = Fixture.batches(0..<100, active: [2, 5])
    batches[2] = Fixture.batch(2, "in_progress", name: "夜间评测", completed: 61)
    var conversation = Conversation(batches, notice: notice)
    conversation.press(.down, .down, .character("F"))
    return conversation
  }

  private func end(_ conversation: inout Conversation, _ status: String = "completed") -> [Effect] {
    conversation.server.batches[2].status = BatchStatus(status)
    conversation.server.batches[2].counts = RequestCounts(total: 100, completed: 98, failed: 2)
    conversation.server.batches[2].outputFileID = "file-1"
    conversation.now += 10
    return conversation.send(.tick)
  }

  @Test func staysInViewWhereverTheCursorIs() {
    var conversation = conversation()
    // Its line tells that it is followed.
    #expect(conversation.state.message == nil)
    conversation.press(.character("G"))
    let frame = conversation.state.draw()
    #expect(frame.text(row: 22).contains("» ▸ in_progress  夜间评测"))
    #expect(frame.text(row: 22).contains("61%"))
    #expect(conversation.state.visibleIndices.contains(99), "the last row stays in sight")
  }

  /// A word that nobody knows is no end, whatever the times tell: it is listed as active, read again
  /// and can be followed.
  @Test func whatIsListedAsActiveCanBeFollowed() {
    var batch = Fixture.batch(0, "archiving")
    batch.times[.completed] = Int(Fixture.now) - 60
    var conversation = Conversation([batch, Fixture.batch(1)])
    #expect(conversation.state.count(of: .active) == 1)
    #expect(conversation.state.autoRefreshDue != nil)
    conversation.press("F")
    #expect(conversation.state.following.id?.text == "b0")
    conversation.server.batches[0].status = BatchStatus("completed")
    conversation.press("r")
    #expect(conversation.state.messageText?.contains("has ended") == true)
    #expect(conversation.state.autoRefreshDue == nil)
  }

  @Test(arguments: Notice.allCases) func theEndIsTold(notice: Notice) {
    var conversation = conversation(notice)
    conversation.press(.character("G"))
    let effects = end(&conversation)
    #expect(conversation.state.messageText == "夜间评测 has ended: completed, 2 failed")
    #expect(conversation.state.message?.tone == .warning)
    switch notice {
    case .off: #expect(effects == [])
    case .bell: #expect(effects == [.notify(nil)])
    case .desktop: #expect(effects == [.notify("夜间评测 has ended: completed, 2 failed")])
    }
    conversation.now += 10
    #expect(conversation.send(.tick) == [], "it is told once")
    #expect(conversation.state.selection.id == "b99")
  }

  @Test func rTellsTheEndInsteadOfCountingChanges() {
    var conversation = conversation(.bell)
    conversation.server.batches[2].status = BatchStatus("failed")
    conversation.server.batches[2].errors = [BatchError(message: "model not found")]
    #expect(conversation.press(.character("r")) == [.notify(nil)])
    #expect(conversation.state.messageText == "夜间评测 has ended: failed: model not found")
    #expect(conversation.state.message?.tone == .failure)
  }

  @Test func aStepIsNoEnd() {
    var conversation = conversation(.bell)
    conversation.press(.up)
    #expect(end(&conversation, "finalizing") == [])
    #expect(conversation.state.message == nil)
    #expect(end(&conversation) == [.notify(nil)])
  }

  @Test func otherBatchesEndInSilence() {
    var conversation = conversation(.bell)
    conversation.server.batches[5].status = BatchStatus("failed")
    conversation.now += 10
    #expect(conversation.send(.tick) == [])
  }

  @Test func aBatchThatGoesIsTold() {
    var conversation = conversation(.desktop)
    conversation.server.batches.remove(at: 2)
    #expect(
      conversation.press(.character("R")) == [.notify("夜间评测 is no longer on the server")])
    #expect(conversation.state.following.id == nil)
    #expect(conversation.state.layout.followed == nil)
  }

  @Test func fAgainEndsIt() {
    var conversation = conversation()
    conversation.press(.character("F"))
    #expect(conversation.state.following.id == nil)
    conversation.press(.character("F"), .up, .character("F"))
    #expect(
      conversation.state.following.id?.text == "b2", "b1 has ended: there is nothing to follow")
    #expect(conversation.state.messageText?.contains("has already ended") == true)
    conversation.press(.down, .down, .down, .down, .character("F"))
    #expect(conversation.state.following.id?.text == "b5")
  }

  @Test func afterTheEndAnyEndedRowClosesTheLine() {
    var conversation = conversation()
    _ = end(&conversation)
    #expect(conversation.state.following.id?.text == "b2")
    conversation.press(.up, .character("F"))
    #expect(conversation.state.following.id == nil)
  }

  @Test func itIsReadBeforeOtherActiveRows() {
    let active = Set((1..<30).map { $0 * 150 })
    var conversation = Conversation(Fixture.batches(0..<4500, active: active))
    while conversation.state.loader.tail.coverage == .more { conversation.press(.character("G")) }
    while conversation.state.selection.id != "b4350" { conversation.press(.up) }
    conversation.press(.character("F"), .character("g"))
    conversation.server.batches[4350].status = BatchStatus("completed")
    conversation.now += 10
    conversation.send(.tick)
    #expect(conversation.state.messageText?.contains("b4350 has ended") == true)
  }

  @Test func pausedItSaysSo() {
    var conversation = conversation()
    conversation.press(.character("F"), .character("Z"), .character("F"))
    #expect(conversation.state.messageText?.contains("Z resumes it") == true)
  }

  @Test func looks() {
    var conversation = conversation()
    conversation.press(.up)
    expectSnapshot(of: conversation.state.draw(), named: "follow-80")
    _ = end(&conversation)
    conversation.send(.input(.resize(Size(columns: 50, rows: 12))))
    expectSnapshot(of: conversation.state.draw(), named: "follow-ended-50")
  }
}

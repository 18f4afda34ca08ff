import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// `x`: off unless it is allowed, and never without a yes.
@Suite struct CancelTests {
  private func conversation(_ status: String = "in_progress", allows: Bool = true) -> Conversation {
    var conversation = Conversation([Fixture.batch(1, status, completed: 40)], allowsCancel: allows)
    conversation.press(.character("x"))
    return conversation
  }

  @Test func isOffUnlessItIsAllowed() {
    var conversation = conversation(allows: false)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.messageText?.contains("--allow-cancel") == true)
    #expect(conversation.press(.character("y")).allSatisfy { !isCancel($0) })
  }

  private func isCancel(_ effect: Effect) -> Bool {
    if case .cancelBatches = effect { return true }
    return false
  }

  @Test func asksAndSaysWhatIsLost() {
    var conversation = conversation()
    #expect(
      conversation.state.draw().text.contains("b1: cancel it? 60 of 100 requests are not done"))
    #expect(conversation.press(.character("y")) == [.cancelBatches(["b1"])])
  }

  @Test(arguments: [Key.enter, .escape, .character("n"), .character("q"), .control("c")])
  func anythingButAYesLeavesIt(key: Key) {
    var conversation = conversation()
    #expect(conversation.press(key).allSatisfy { !isCancel($0) })
    #expect(conversation.state.overlay == nil)
  }

  @Test(arguments: ["completed", "failed", "expired", "cancelled", "cancelling"])
  func whatHasEndedCannotBeCancelled(status: String) {
    let conversation = conversation(status)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.messageText == "b1 is already \(status)")
  }

  @Test func theRowShowsWhatTheServerSays() {
    var conversation = conversation()
    conversation.press(.character("y"))
    conversation.send(.cancelled("b1", .success(nil)))
    conversation.send(.cancelled("b1", .success(Fixture.batch(1, "in_progress"))))
    #expect(
      conversation.state.messageText
        == "the server was asked to cancel b1, which is still in_progress")
    #expect(conversation.state.list[0].batch.status.text == "in_progress")
    conversation.send(.cancelled("b1", .success(Fixture.batch(1, "cancelling"))))
    #expect(conversation.state.list[0].batch.status.text == "cancelling")
    #expect(conversation.state.messageText == "b1 is cancelling")
    conversation.send(.cancelled("b1", .failure(Fixture.failure(.forbidden))))
    #expect(conversation.state.messageText?.hasPrefix("b1 was not cancelled.") == true)
    conversation.send(.cancelled("b1", .failure(Fixture.failure(.connection))))
    #expect(
      conversation.state.messageText?.hasPrefix("whether b1 was cancelled is not clear yet.")
        == true)
  }

  /// Where the answer leaves open what became of it, the batch is looked at.
  @Test(
    arguments: [
      (.connection, 2), (.serverError, 2), (.notTheAPI, 2), (.truncated, 2), (.timeout, 2),
      (.badRequest, 1), (.forbidden, 1), (.rateLimited, 1),
    ] as [(ServiceFailure.Kind, Int)])
  func anUnclearAnswerIsFollowedByALook(kind: ServiceFailure.Kind, reports: Int) async {
    let failure = Fixture.failure(kind)
    let files = FakeFileService()
    files.contents.withLock { $0.cancelAnswer = .failure(failure) }
    let batch = Fixture.batch(1, "cancelling")
    let inbox = Inbox<Event>(wakeUp: {})
    await Canceller(files: files, service: FakeService([batch]), inbox: inbox, pauses: [0, 0])
      .cancel(["b1"])
    let told = inbox.takeAll().compactMap { event in
      if case .cancelled("b1", let result) = event { result } else { nil }
    }
    #expect(told == ([.failure(failure), .success(batch)]).prefix(reports).map { $0 })
  }
}

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
  }
}

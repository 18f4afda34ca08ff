import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import Browser

/// Ids that differ in their bytes alone: `é` in one code point, and in two.
@Suite struct CanonicallyEqualIDTests {
  private static let ids = ["b\u{E9}", "be\u{301}"]

  private func twins(completed: Int) -> [Batch] {
    Self.ids.map { id in
      Batch(
        id: id, status: BatchStatus("in_progress"),
        times: Timestamps([
          .created: Int(Fixture.now) - 7200, .inProgress: Int(Fixture.now) - 7000,
          .expires: Int(Fixture.now) - 60,
        ]), counts: RequestCounts(total: 100, completed: completed, failed: 0))
    }
  }

  @Test func areTwoProblemsTwoMarksAndTwoHistories() {
    var conversation = Conversation(twins(completed: 1))
    #expect(conversation.state.list.count == 2)
    #expect(conversation.state.count(of: .problems) == 2)
    #expect(conversation.state.statistics.progress.count == 2)
    conversation.server.batches = twins(completed: 2)
    conversation.press("r")
    #expect(conversation.state.viewport.marks.count == 2)
  }

  @Test func onlyOneIsFollowed() {
    var conversation = Conversation(twins(completed: 1))
    conversation.press("F")
    conversation.server.batches[1].status = BatchStatus("completed")
    conversation.press("r")
    #expect(conversation.state.messageText?.contains("has ended") != true)
    conversation.server.batches[0].status = BatchStatus("completed")
    conversation.press("r")
    #expect(conversation.state.messageText?.contains("has ended") == true)
  }

  /// What is open of the one would tell of the other.
  @Test func movingFromOneToTheOtherLeavesTheFirst() {
    var conversation = Conversation(twins(completed: 1))
    conversation.server.batches = twins(completed: 2)
    conversation.press("r")
    conversation.press("j")
    #expect(conversation.state.selection.isOn(Self.ids[1]))
    #expect(conversation.state.viewport.marks[BatchID(Self.ids[0])] == nil)
    #expect(conversation.state.viewport.marks[BatchID(Self.ids[1])] != nil)
  }
}

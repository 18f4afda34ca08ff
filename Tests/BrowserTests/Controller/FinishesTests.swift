import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import Browser

struct FinishesTests {
  @Test func followTheList() {
    let ended = Batch(
      id: "b1", status: BatchStatus("completed"),
      times: Timestamps([.completed: Int(Fixture.now)]))
    var one = FinishHistogram()
    one.add(ended)

    var conversation = Conversation(Fixture.batches(0..<3, active: [1]))
    #expect(conversation.state.statistics.finishes == FinishHistogram())
    conversation.server.batches[1] = ended
    conversation.press(.character("r"))
    #expect(conversation.state.statistics.finishes == one)
    conversation.server.batches.remove(at: 1)
    conversation.press(.character("R"))
    #expect(conversation.state.statistics.finishes == FinishHistogram())
  }
}

import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import Browser

struct ForecastTests {
  private static func running(_ done: Int) -> Batch {
    Fixture.batch(0, "in_progress", name: "nightly", completed: done)
  }

  @Test func followsTheRefreshes() {
    var conversation = Conversation([Self.running(40)], size: Size(columns: 160, rows: 24))
    #expect(conversation.state.draw().text.contains("40%, unknown: needs another refresh"))
    conversation.now += 60
    conversation.server.batches = [Self.running(50)]
    conversation.press(.character("r"))
    #expect(conversation.state.draw().text.contains("50%, 10/min, done in about 5m"))
    // A refresh without any change tells too.
    conversation.now += 40
    conversation.press(.character("r"))
    #expect(conversation.state.draw().text.contains("50%, 6/min, done in about 9m"))
    conversation.server.batches = [Fixture.batch(0, "completed", completed: 100)]
    conversation.press(.character("R"))
    #expect(!conversation.state.draw().text.contains("ETA"))
    #expect(conversation.state.statistics.progress.count == 0)
  }
}

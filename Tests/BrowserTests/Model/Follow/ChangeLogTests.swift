import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct ChangeLogTests {
  private func text(_ entry: ChangeLog.Entry, _ theme: Theme = .unicode) -> String {
    entry.batch.name + " " + ChangeText.line(of: entry, theme: theme).text
  }

  private static func batch(
    _ status: String, failed: Int? = nil, completed: Int? = nil, output: Bool = true
  ) -> Batch {
    Batch(
      id: "b1", status: BatchStatus(status),
      counts: failed.map { RequestCounts(total: 10, completed: completed ?? 10 - $0, failed: $0) },
      outputFileID: output ? "file-1" : nil,
      errors: status == "failed" ? [BatchError(message: "model not found")] : [],
      metadata: [JSONMember("name", .string("nightly-eval"))])
  }

  @Test(arguments: [
    (batch("in_queue"), batch("in_progress"), "nightly-eval in_queue → in_progress"),
    (
      batch("in_progress", failed: 2, completed: 3), batch("completed", failed: 2),
      "nightly-eval in_progress → completed, 2 failed"
    ),
    (batch("finalizing"), batch("completed", failed: 0), "nightly-eval finalizing → completed"),
    (
      batch("in_progress"), batch("completed", failed: 10),
      "nightly-eval in_progress → completed, all failed"
    ),
    (
      batch("in_progress"), batch("completed", failed: 0, output: false),
      "nightly-eval in_progress → completed, no output"
    ),
    (
      batch("validating"), batch("failed"), "nightly-eval validating → failed: model not found"
    ),
    (
      batch("in_progress"), batch("expired"), "nightly-eval in_progress → expired, partial output"
    ),
    (batch(""), batch("Paused"), "nightly-eval no status → Paused"),
    (
      batch("in_progress", failed: 0), batch("in_progress", failed: 3),
      "nightly-eval in_progress, 3 failed so far"
    ),
  ])
  func tells(before: Batch, after: Batch, line: String) {
    var log = ChangeLog()
    log.add(ListChanges.Replacement(before: before, after: after), now: 1)
    #expect(log.count == 1)
    #expect(!log.isEmpty && text(log[0]) == line)
  }

  @Test func progressAloneIsNoEntry() {
    var log = ChangeLog()
    let steps = [(1, 0), (2, 1), (5, 3)].map {
      Self.batch("in_progress", failed: $0.1, completed: $0.0)
    }
    log.add(ListChanges.Replacement(before: steps[0], after: steps[0]), now: 1)
    log.add(ListChanges.Replacement(before: steps[1], after: steps[2]), now: 1)
    #expect(log.isEmpty)
  }

  @Test func asciiHasAnArrowOfItsOwn() {
    var log = ChangeLog()
    log.add(
      ListChanges.Replacement(before: Self.batch("in_queue"), after: Self.batch("in_progress")),
      now: 1)
    #expect(text(log[0], .ascii) == "nightly-eval in_queue -> in_progress")
  }

  @Test func oldEntriesGoAndTheOthersKeepTheirNumbers() {
    var log = ChangeLog()
    for number in 0..<5000 { log.add(Batch(id: "b\(number)"), .appeared, at: number) }
    #expect(log.count >= ChangeLog.capacity && log.count <= 2 * ChangeLog.capacity)
    #expect(log[0].batch.id == "b4999")
    #expect(log[log.index(of: 4321)].number == 4321)
    #expect(log.index(of: 3) == log.count - 1, "what is gone is as good as the oldest")
  }

  // MARK: In the program

  /// Four batches of which two still run.
  private var conversation: Conversation {
    Conversation([
      Fixture.batch(0, "in_progress", name: "批处理-夜间评测"),
      Fixture.batch(1, "in_queue", name: "distill-17"), Fixture.batch(2), Fixture.batch(3),
    ])
  }

  @Test func refreshesFillItAndLoadingDoesNot() {
    var conversation = Conversation(Fixture.batches(0..<250, active: [0]))
    conversation.press(.character("G"))
    #expect(conversation.state.following.log.isEmpty, "rows further down are no news")
    conversation.server.batches[0].status = BatchStatus("completed")
    conversation.server.batches.insert(contentsOf: Fixture.batches([900, 901]), at: 0)
    conversation.press(.character("r"))
    let log = conversation.state.following.log
    #expect((0..<log.count).map { log[$0].batch.id } == ["b0", "b900", "b901"])
    conversation.server.batches.remove(at: 0)
    conversation.press(.character("R"))
    #expect(conversation.state.following.log[0].change == .removed)
  }

  @Test func enterSelectsTheBatch() {
    var conversation = conversation
    conversation.server.batches[1].status = BatchStatus("in_progress")
    conversation.press(.character("r"), .character("e"), .enter)
    #expect(conversation.state.selection.id == "b1")
    #expect(conversation.state.overlay == nil)
  }

  @Test func aViewThatHidesTheBatchEnds() {
    var conversation = conversation
    conversation.server.batches[1].status = BatchStatus("in_progress")
    conversation.press(.character("r"), .character("4"))
    #expect(conversation.state.selection.id == "b2")
    conversation.press(.character("e"), .enter)
    #expect(conversation.state.selection.id == "b1")
    #expect(conversation.state.query.isPlain)
    #expect(
      conversation.state.messageText == "showing all batches: the view hid distill-17")
  }

  @Test func aBatchThatIsGoneIsSaidToBe() {
    var conversation = conversation
    conversation.server.batches.remove(at: 2)
    conversation.press(.character("R"), .character("e"), .enter)
    #expect(conversation.state.messageText == "b2 is no longer in the list")
    #expect(conversation.state.selection.id == "b0")
  }

  @Test func theChosenEntryStaysWhereItIsWhenOthersArrive() {
    var conversation = conversation
    conversation.server.batches[1].status = BatchStatus("in_progress")
    conversation.server.batches.insert(contentsOf: Fixture.batches(100..<103), at: 0)
    conversation.press(.character("r"), .character("e"), .down)
    let before = conversation.state
    guard case .log(let log) = before.overlay else {
      Issue.record("no log")
      return
    }
    #expect(before.following.log[before.following.log.index(of: log.chosen)].batch.id == "b100")
    conversation.server.batches.insert(contentsOf: Fixture.batches(200..<210), at: 0)
    conversation.now += 10
    conversation.send(.tick)
    let after = conversation.state
    #expect(after.overlay == before.overlay)
    #expect(after.following.log[after.following.log.index(of: log.chosen)].batch.id == "b100")
    #expect(after.message == nil)
  }

  @Test func movesToBothEndsAndShowsWhatIsOutOfSight() {
    var conversation = conversation
    conversation.server.batches.insert(contentsOf: Fixture.batches(100..<160), at: 0)
    conversation.press(.character("r"), .character("e"))
    #expect(conversation.state.draw().text.contains("▾ 40 more"))
    conversation.press(.character("G"))
    let last = conversation.state.draw().text
    #expect(last.contains("▴ 40 more") && last.contains("b159"))
    conversation.press(.character("k"), .pageUp, .pageUp, .pageUp, .pageUp)
    #expect(conversation.state.draw().text.contains("▾ 40 more"))
    conversation.press(.character("e"))
    #expect(conversation.state.overlay == nil)
  }

  @Test(arguments: [(80, 24), (50, 20)]) func looks(columns: Int, rows: Int) {
    var conversation = conversation
    conversation.send(.input(.resize(Size(columns: columns, rows: rows))))
    conversation.server.batches[0] = Fixture.batch(0, "completed", name: "批处理-夜间评测")
    conversation.server.batches[0].counts = RequestCounts(total: 500, completed: 498, failed: 2)
    conversation.server.batches[0].outputFileID = "file-9"
    conversation.press(.character("r"))
    conversation.now += 90_000
    conversation.server.batches[1] = Fixture.batch(1, "failed", name: "distill-17")
    conversation.server.batches[1].errors = [BatchError(message: "model not found")]
    conversation.server.batches.insert(Fixture.batch(900, "validating"), at: 0)
    conversation.press(.character("r"), .character("e"), .down)
    expectSnapshot(of: conversation.state.draw(), named: "log-\(columns)")
  }

  @Test func looksWithoutEntries() {
    var conversation = conversation
    conversation.press(.character("e"), .down, .enter)
    expectSnapshot(of: conversation.state.draw(), named: "log-empty")
  }
}

import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Whole screens, looked at and kept.
@Suite struct BrowserViewTests {
  /// Some of everything, newest first.
  static let batches: [Batch] = {
    var batches = [
      SampleBatches.running, SampleBatches.chinese, SampleBatches.failed,
      SampleBatches.partlyFailed, SampleBatches.allFailed,
      SampleBatches.cancelled, SampleBatches.minimal, SampleBatches.contradictory,
    ]
    batches += (0..<30).map { number in
      Batch(
        id: "batch_filler_\(number)", status: BatchStatus("completed"),
        times: Timestamps([.created: Int(SampleBatches.now) - 100_000 * (number + 1)]),
        counts: RequestCounts(total: 500, completed: 500, failed: 0),
        outputFileID: "file-\(number)", fileName: "requests-\(number).jsonl")
    }
    return batches
  }()

  private func conversation(_ columns: Int, _ rows: Int) -> Conversation {
    var conversation = Conversation(
      Self.batches, size: Size(columns: columns, rows: rows), now: Double(SampleBatches.now))
    conversation.now += 12
    conversation.send(.tick)
    return conversation
  }

  @Test(arguments: [
    (120, 30), (80, 24), (200, 12), (60, 14), (45, 20), (33, 10), (20, 5),
  ])
  func screens(columns: Int, rows: Int) {
    expectSnapshot(of: conversation(columns, rows).state.draw(), named: "screen-\(columns)x\(rows)")
  }

  @Test func detailAsAPage() {
    var conversation = conversation(45, 20)
    conversation.press(.enter)
    expectSnapshot(of: conversation.state.draw(), named: "screen-detail-page")
  }

  @Test func marks() {
    var conversation = conversation(80, 24)
    conversation.press(.down, .down)
    var news = [Batch(id: "batch_new", status: BatchStatus("validating"))]
    news.append(Batch(id: "batch_newer", status: BatchStatus("in_queue")))
    conversation.server.batches.insert(contentsOf: news, at: 0)
    conversation.server.batches[3].status = BatchStatus("completed")
    conversation.press(.character("r"))
    expectSnapshot(of: conversation.state.draw(), named: "screen-marks")
    conversation.press(.character("g"))
    expectSnapshot(of: conversation.state.draw(), named: "screen-marks-head")
  }

  @Test func times() {
    var conversation = conversation(80, 24)
    conversation.press(.character("t"))
    expectSnapshot(of: conversation.state.draw(), named: "screen-local-times")
    conversation.press(.character("t"))
    expectSnapshot(of: conversation.state.draw(), named: "screen-utc")
  }

  @Test func overlays() {
    var conversation = conversation(80, 24)
    conversation.press(.character("Y"), .down)
    expectSnapshot(of: conversation.state.draw(), named: "screen-copy")
    conversation.press(.escape, .character("?"))
    expectSnapshot(of: conversation.state.draw(), named: "screen-help")
    conversation.press(.character("/"), .character("p"), .character("a"), .character("g"))
    expectSnapshot(of: conversation.state.draw(), named: "screen-help-search")
  }

  @Test func withoutRows() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    expectSnapshot(of: state.draw(), named: "screen-loading")
    let busy = ServiceFailure(
      .overloaded, "The server is busy", advice: "Try again in a while", status: 503,
      serverCode: "50505", serverMessage: "Model service overloaded. Please try again later.",
      retry: .after(4), traceID: "ti_abc")
    _ = state.update(.page(number: 1, .failure(busy)), now: Fixture.now)
    expectSnapshot(of: state.draw(), named: "screen-retrying")
    _ = state.update(.input(.key(.escape)), now: Fixture.now)
    expectSnapshot(of: state.draw(), named: "screen-failed")

    expectSnapshot(of: Conversation([]).state.draw(), named: "screen-empty")

    var nameless = Fixture.state()
    _ = nameless.update(.start, now: Fixture.now)
    let page = BatchPage(batches: [], hasMore: true, skippedBehind: [0: 10_000], overLimit: 7)
    _ = nameless.update(.page(number: 1, .success(page)), now: Fixture.now)
    expectSnapshot(of: nameless.draw(), named: "screen-nameless")
  }

  @Test func failureBelowRows() {
    var state = Fixture.state(size: Size(columns: 80, rows: 12))
    _ = state.update(.start, now: Fixture.now)
    let page = BatchPage(batches: Fixture.batches(0..<4), hasMore: true)
    _ = state.update(.page(number: 1, .success(page)), now: Fixture.now)
    _ = state.update(.page(number: 2, .failure(Fixture.failure())), now: Fixture.now)
    expectSnapshot(of: state.draw(), named: "screen-tail-failed")
  }

  @Test func ascii() {
    var state = BrowserState(
      settings: Fixture.settings(), size: Size(columns: 80, rows: 24), charset: .ascii,
      now: Double(SampleBatches.now))
    _ = state.update(.start, now: Double(SampleBatches.now))
    let page = BatchPage(batches: Self.batches, hasMore: false)
    _ = state.update(.page(number: 1, .success(page)), now: Double(SampleBatches.now))
    let frame = state.draw()
    #expect(frame.text.unicodeScalars.allSatisfy { $0.isASCII })
    expectSnapshot(of: frame, named: "screen-ascii")
  }
}

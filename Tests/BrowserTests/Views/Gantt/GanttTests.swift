import BatchInsight
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchPresentation
@testable import Browser

struct GanttTests {
  private static let now = SampleBatches.now

  /// Half a day of an organisation, newest first.
  static let batches: [Batch] = {
    let names = ["nightly-eval", "批处理-夜间评测", "labels-zh", "distill", "摘要质量对比与回归测试", "smoke"]
    let ends: [(String, TimestampField)] = [
      ("completed", .completed), ("completed", .completed), ("failed", .failed),
      ("cancelled", .cancelled), ("expired", .expired),
    ]
    return (0..<40).map { number in
      let created = now - 300 - number * 1100
      let queued = 60 + number * 37 % 700
      let ran = 600 + number * 997 % 5000
      var times: [TimestampField: Int] = [.created: created, .expires: created + 86_400]
      var status = "in_queue"
      var counts: RequestCounts?
      let name = "\(names[number % names.count])-\(100 - number)"
      if created + queued < now {
        times[.inProgress] = created + queued
        status = "in_progress"
        counts = RequestCounts(total: 500, completed: 200, failed: 0)
      }
      if number == 7 { times[.expires] = now - 1800 }
      if number != 7, created + queued + ran < now {
        let (word, moment) = ends[number % ends.count]
        status = word
        if word == "completed" {
          times[.finalizing] = created + queued + ran * 3 / 4
          counts?.completed = 500
        }
        if word == "cancelled" { times[.cancelling] = created + queued + ran / 2 }
        times[moment] = created + queued + ran
        if word == "expired" { times[.expires] = created + queued + ran }
      }
      return SampleBatches.batch(
        "batch_\(number)", status, times, counts, name: name,
        output: status == "completed" ? "file-\(number)" : nil)
    }
  }()

  private func conversation(
    _ columns: Int, _ rows: Int, _ batches: [Batch] = Self.batches
  ) -> Conversation {
    Conversation(batches, size: Size(columns: columns, rows: rows), now: Double(Self.now))
  }

  private func open(_ columns: Int, _ rows: Int) -> Conversation {
    var conversation = conversation(columns, rows)
    conversation.press(.character("v"), .down)
    return conversation
  }

  @Test func theKeysStayInTheFootBelowTheLegend() {
    var conversation = conversation(40, 12)
    conversation.press(.character("v"))
    let frame = conversation.state.draw()
    #expect(frame.text(row: 11).contains("help"))
    #expect(frame.text(row: 10).contains("deadline"))
  }

  @Test func theCursorRestsOnTheSelectedRow() {
    let state = open(80, 24).state
    #expect(
      state.draw().restingPoint == Point(column: 0, row: state.layout.rows.row + 1))
  }

  @Test func qClosesThePictureBeforeItQuits() {
    var conversation = Conversation(Fixture.batches(0..<30))
    conversation.press(.character("v"))
    #expect(conversation.press(.character("q")).isEmpty)
    #expect(conversation.state.screen.gantt == nil)
    #expect(conversation.press(.character("q")) == [.quit(status: 0)])
  }

  @Test(arguments: [(120, 40), (80, 24), (50, 20), (200, 30), (20, 8)])
  func looksAsItShould(columns: Int, rows: Int) {
    expectSnapshot(of: open(columns, rows).state.draw(), named: "gantt-\(columns)x\(rows)")
  }

  @Test func looksAsItShouldInOtherTimes() {
    var conversation = open(100, 16)
    conversation.press(.character("t"), .down)
    expectSnapshot(of: conversation.state.draw(), named: "gantt-local")
    conversation.press(.character("t"), .character("-"), .character("-"), .character("-"))
    expectSnapshot(of: conversation.state.draw(), named: "gantt-utc-zoomed-out")
    for _ in 0..<5 { conversation.press(.character("+")) }
    expectSnapshot(of: conversation.state.draw(), named: "gantt-utc-zoomed-in")
    conversation.press(.character("<"), .character("<"))
    expectSnapshot(of: conversation.state.draw(), named: "gantt-utc-panned")
  }

  @Test func looksAsItShouldInASCII() {
    var state = BrowserState(
      settings: Fixture.settings(), size: Size(columns: 80, rows: 24), charset: .ascii,
      now: Double(Self.now))
    _ = state.update(.start, now: Double(Self.now))
    let page = BatchPage(batches: Self.batches, hasMore: false)
    _ = state.update(.page(number: 1, .success(page)), now: Double(Self.now))
    _ = state.update(.input(.key(.character("v"))), now: Double(Self.now))
    let frame = state.draw()
    #expect(frame.text.unicodeScalars.allSatisfy { $0.isASCII })
    expectSnapshot(of: frame, named: "gantt-ascii")
  }

  @Test func oddBatchesAreSurvived() {
    for columns in [20, 33, 80, 120] {
      var conversation = conversation(columns, 24, SampleBatches.all)
      conversation.press(.character("v"))
      for key in "jjjjjjjjjjjj<>+-t+++++++t-----------<<<0kkkkkkkk" {
        conversation.press(.character(key))
        #expect(conversation.state.draw().size.columns == columns)
        conversation.now += 13
      }
    }
  }

  @Test func theSelectionStaysAndItsLifeIsInThePicture() throws {
    var conversation = conversation(80, 24)
    conversation.press(.down, .down, .character("v"))
    #expect(conversation.state.selection.id == "batch_2")
    conversation.press(.character("+"), .character("+"), .character("+"), .character("+"))
    for _ in 0..<30 {
      conversation.press(.down)
      let frame = conversation.state.draw()
      let row = conversation.state.layout.rows.row + conversation.state.selection.line
      let text = frame.text(row: row)
      #expect(["═", "≈", "─", "✔", "✖", "⊟", "◷", "▸"].contains { text.contains($0) }, "\(text)")
    }
    let selected = conversation.state.selection
    conversation.press(.escape)
    #expect(conversation.state.screen.gantt == nil && conversation.state.selection == selected)
  }

  @Test func escapeGoesBackStepByStep() {
    var conversation = conversation(80, 24)
    conversation.press(.character("v"), .enter)
    #expect(conversation.state.screen.focus == .detail)
    conversation.press(.escape)
    #expect(conversation.state.screen.gantt != nil && conversation.state.screen.focus == .list)
    conversation.press(.escape)
    #expect(conversation.state.screen.gantt == nil)

    // Opened from the detail, it gives the focus back.
    conversation.press(.enter, .character("v"))
    #expect(conversation.state.screen.focus == .list)
    conversation.press(.escape)
    #expect(conversation.state.screen.gantt == nil && conversation.state.screen.focus == .detail)
    conversation.press(.character("v"), .character("v"))
    #expect(conversation.state.screen.gantt == nil && conversation.state.screen.focus == .detail)
  }

  @Test func zoomKeysChangeThePaneWhereThePictureIsNotInFocus() {
    var conversation = conversation(120, 40)
    conversation.press(.character("v"))
    let span = conversation.state.screen.gantt?.window.span ?? 0
    conversation.press(.character("+"))
    #expect(conversation.state.screen.gantt?.window.span == span / 2)
    conversation.press(.enter, .character("+"))
    #expect(conversation.state.screen.gantt?.window.span == span / 2)
    #expect(conversation.state.screen.pane.growth == 4)
    conversation.press(.escape, .character("0"))
    #expect(conversation.state.screen.gantt?.window.span == span)
  }

  @Test func keysOfThePictureDoNothingInTheListAndOfColumnsNothingInThePicture() {
    var conversation = conversation(80, 24)
    conversation.press(.character("0"))
    #expect(conversation.state.message == .unbound)
    conversation.press(.character("v"), .character("c"))
    #expect(conversation.state.message == .unbound)
    #expect(conversation.state.overlay == nil)
  }

  /// Until when the chart alone holds.
  private func nextChange(_ state: BrowserState) -> Double? {
    guard let window = state.screen.gantt?.window else { return nil }
    var (frame, lifetime) = (Frame(size: state.screen.size), Lifetime())
    GanttView(state: state, window: window, theme: .unicode).draw(into: &frame, &lifetime)
    return lifetime.end
  }

  @Test func wakesOnceAColumn() throws {
    let conversation = open(80, 24)
    let state = conversation.state
    let wake = try #require(nextChange(state))
    let columns = GanttView.Parts(columns: state.layout.rows.columns).chart
    let step = try #require(state.screen.gantt).window.scale(
      columns: columns, now: state.clocks.local.time)
    #expect(
      wake > state.clocks.local.time && wake - state.clocks.local.time <= step.secondsPerColumn)
    func rows(at time: Double) -> [String] {
      var state = state
      _ = state.update(.tick, now: time)
      let rows = state.layout.rows
      return (rows.row..<rows.endRow).map { state.draw().text(row: $0) }
    }
    #expect(rows(at: wake - 1) == rows(at: state.clocks.local.time))
    #expect(rows(at: wake) != rows(at: state.clocks.local.time))
  }

  @Test func agesOnTheAxisGoOnWhereNowIsOutOfThePicture() throws {
    var conversation = open(80, 24)
    for _ in 0..<5 { conversation.press(.character("<")) }
    let state = conversation.state
    let columns = GanttView.Parts(columns: state.layout.rows.columns).chart
    let scale = try #require(state.screen.gantt).window.scale(
      columns: columns, now: state.clocks.local.time)
    #expect(scale.end < state.clocks.local.time)
    let wake = try #require(nextChange(state))
    func axis(at time: Double) -> String {
      var state = state
      _ = state.update(.tick, now: time)
      return state.draw().text(row: state.layout.columnNames.row)
    }
    #expect(axis(at: wake - 1) == axis(at: state.clocks.local.time))
    #expect(axis(at: wake) != axis(at: state.clocks.local.time))
    conversation.press(.character("t"))
    #expect(nextChange(conversation.state) == nil, "moments stay where they are")
  }
}

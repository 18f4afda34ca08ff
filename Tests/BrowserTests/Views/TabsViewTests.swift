import BatchPresentation
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import Browser

struct TabsViewTests {
  /// One batch of each kind that a glyph stands for.
  static let kinds: [Batch] = {
    let words = [
      "validating", "in_queue", "in_progress", "finalizing", "cancelling", "dreaming", "failed",
      "expired", "cancelled",
    ]
    func completed(
      _ id: String, _ completed: Int, _ failed: Int, output: String? = "file-1"
    ) -> Batch {
      SampleBatches.batch(
        id, "completed", [.created: SampleBatches.created],
        RequestCounts(total: 10, completed: completed, failed: failed), output: output)
    }
    return words.map { SampleBatches.batch($0, $0, [.created: SampleBatches.created]) } + [
      completed("well", 10, 0), completed("some failed", 8, 2), completed("all failed", 0, 10),
      completed("no output", 10, 0, output: nil), completed("nothing done", 0, 0),
    ]
  }()

  private func counts(_ batches: [Batch]) -> StatusCounts {
    batches.reduce(into: StatusCounts()) { $0.count($1, by: 1) }
  }

  /// The bar of counts and the rows tell the same of a batch.
  @Test(arguments: kinds, [Theme.unicode, .ascii])
  func aBatchIsCountedUnderTheGlyphOfItsRow(batch: Batch, theme: Theme) {
    let style = theme.style(of: batch)
    let line = SummaryLine(counts: counts([batch]), theme: theme).line(columns: 80)
    #expect(line.text.contains("   \(style.glyph) 1 "), "\(line.text)")
  }

  private static let many: StatusCounts = {
    var counts = StatusCounts()
    for batch in kinds { for _ in 0..<15 { counts.count(batch, by: 1) } }
    return counts
  }()

  @Test(
    arguments: [
      (120, ["failed", "expired", "flawed", "in_progress"]), (90, ["failed"]), (80, []),
      (60, []),
    ] as [(Int, [String])])
  func theWordsOfWhatMattersMostStayLongest(columns: Int, words: [String]) {
    let line = SummaryLine(counts: Self.many, theme: .unicode).line(columns: columns)
    #expect(line.columns <= columns)
    for word in ["failed", "expired", "flawed", "in_progress", "cancelled", "completed"] {
      #expect(line.text.contains(word) == words.contains(word), "\(word): \(line.text)")
    }
  }

  @Test func whatWentWrongIsCountedOnTheNarrowestScreen() {
    let line = SummaryLine(counts: Self.many, theme: .unicode).line(columns: 30).text
    #expect(line.contains("✖ 30") && line.contains("◷ 15") && line.contains("▴ 45"))
    #expect(!line.contains("…"))
  }

  private func conversation(_ columns: Int) -> Conversation {
    var batches = Fixture.batches(0..<200, active: Set(0..<41))
    batches[50].status = BatchStatus("cancelled")
    batches[60].status = BatchStatus("failed")
    var conversation = Conversation(
      batches, pageSize: 200, size: Size(columns: columns, rows: 20))
    conversation.press("p")
    return conversation
  }

  @Test(
    arguments: [
      (80, " 1 All 200   2 Active 41   3 Problems 1   4 Done 157   5 Cancelled 1"),
      (60, " 1 All 200  2 Act 41  3 Prob 1  4 Done 157  5 Canc 1"),
      (53, " 1 All 200  2 Act 41  3 Prob 1  4 Done 157  5 Canc 1"),
      (50, " 1All 200  2Act 41  3Prob 1  4Done 157  5Canc 1"),
      (48, " 1All 200  2Act 41  3Prob 1  4Done 157  5Canc 1"),
      (42, " 1 All 200  2 41  3 1  4 157  5 1"),
      (20, " 1 All 200"),
    ])
  func tabsKeepTheirNames(columns: Int, expected: String) {
    let line = conversation(columns).state.draw().text(row: 1)
    #expect(line == expected || line.hasPrefix(expected + "    "))
  }

  @Test(arguments: [80, 50, 42])
  func aClickChoosesATab(columns: Int) throws {
    var conversation = conversation(columns)
    let line = conversation.state.draw().text(row: 1)
    let place = try #require(line.firstRange(of: columns == 42 ? "4 157" : "Done"))
    let column = line.distance(from: line.startIndex, to: place.lowerBound) + 2
    func click(_ column: Int) {
      conversation.send(.input(.mouse(MouseEvent(.press, at: Point(column: column, row: 1)))))
    }
    click(column)
    #expect(conversation.state.query.tab == .all, "the mouse is the terminal's")
    conversation.press("m")
    click(0)
    #expect(conversation.state.query.tab == .all)
    click(column)
    #expect(conversation.state.query.tab == .done)
    #expect(conversation.state.shownCount == 157)
  }
}

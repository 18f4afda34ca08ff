import Batches
import TestSupport
import Testing

@testable import BatchInsight
@testable import BatchPresentation

struct ListCellTests {
  private static let now = SampleBatches.now
  private static let baselines = PhaseBaselines([.running: PhaseNorm(median: 60, count: 10)])

  private func cell(at now: Int = now, _ mode: TimeMode = .relative) -> ListCell {
    ListCell(
      now: now, mode: mode, ageMode: mode, zone: .fixed(hours: 8), baselines: Self.baselines)
  }

  private func text(_ column: ListColumn, _ batch: Batch, at now: Int = now) -> String {
    // The progress may be wider than it must, and says more then.
    let content = column.content
    return content.line(
      of: batch, columns: max(24, content.width(in: .relative)), theme: .unicode, in: cell(at: now)
    ).text
  }

  @Test(
    arguments: [
      (.inState, ["2h", "28m", "2h", "1d"]),
      (.left, ["21h", "21h", "–", "~28d"]),
      (.duration, ["2h 58m", "2h 58m", "4s", "2h 47m"]),
      (.requests, ["500", "500", "–", "500"]),
      (.failed, ["3", "0", "–", "88"]),
      (
        .endpoint,
        [
          "/v1/chat/completions", "/v1/chat/completions", "/v1/chat/completions",
          "/v1/chat/completions",
        ]
      ),
      (.verdict, ["stuck 2h", "", "", "88 failed"]),
      (.created, ["06-04 23:06", "06-04 23:06", "06-04 23:06", "06-03 22:06"]),
    ] as [(ListColumn, [String])])
  func says(column: ListColumn, expected: [String]) {
    let batches = [
      SampleBatches.running, SampleBatches.chinese, SampleBatches.failed,
      SampleBatches.partlyFailed,
    ]
    #expect(batches.map { text(column, $0) } == expected)
  }

  /// A column of its own says it already.
  @Test func theProgressLeavesTheVerdictToItsColumn() {
    var cell = cell()
    func progress() -> String {
      ProgressColumn().line(
        of: SampleBatches.running, columns: 30, theme: .unicode, in: cell
      ).text
    }
    #expect(progress().contains("stuck"))
    cell.hasVerdictColumn = true
    #expect(!progress().contains("stuck"))
    #expect(progress().contains("61%"))
  }

  /// What a cell says holds exactly until the moment that it names.
  @Test(arguments: ListColumn.allCases, SampleBatches.all)
  func changesWhenItSays(column: ListColumn, batch: Batch) {
    for start in [Self.now, Self.now + 59, Self.now + 86_400 * 30, SampleBatches.created] {
      let now = text(column, batch, at: start)
      guard let seconds = column.content.secondsUntilChange(of: batch, in: cell(at: start)) else {
        for later in [1, 60, 3600, 86_400, 7_000_000] {
          #expect(text(column, batch, at: start + later) == now)
        }
        continue
      }
      #expect(seconds > 0)
      // Some servers' times are beyond all calendars.
      if seconds > 1 << 40 { continue }
      #expect(text(column, batch, at: start + seconds - 1) == now)
      #expect(text(column, batch, at: start + seconds) != now)
    }
  }

  /// Titles with the arrow of the order, and what most rows say, fit into the columns.
  @Test(arguments: ListColumn.allCases.filter { $0 != .name })
  func fits(column: ListColumn) {
    for mode in TimeMode.allCases {
      #expect(column.content.title(in: mode).count + 1 <= column.content.width(in: mode))
    }
  }

  @Test func theArrowStandsWhereTheOrderIsShown() {
    let youngest = SortOrder(by: .age)
    #expect(ListColumn.age.order(shownOf: youngest, mode: .relative) == youngest)
    #expect(ListColumn.name.order(shownOf: youngest, mode: .relative) == nil)
    // Told as moments, the youngest has the greatest.
    #expect(
      ListColumn.age.order(shownOf: youngest, mode: .local)
        == SortOrder(column: .created, isDescending: true))
    #expect(
      ListColumn.age.order(shownOf: SortOrder(by: .created), mode: .local)
        == SortOrder(by: .created))
  }
}

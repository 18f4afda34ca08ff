import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import BatchPresentation

struct ProgressCellTests {
  private func cell(
    _ status: String, _ counts: RequestCounts?, columns: Int = 24, theme: Theme = .unicode,
    errors: [String] = [], output: String? = "file-1"
  ) -> String {
    ProgressCell.line(
      of: Batch(
        id: "b", status: BatchStatus(status), counts: counts, outputFileID: output,
        errors: errors.map { BatchError(message: $0) }), columns: columns, theme: theme
    ).text
  }

  @Test(
    arguments: [
      ("in_queue", nil, "–"), ("in_queue", RequestCounts(), "–"),
      ("in_queue", RequestCounts(total: 0), "–"),
      ("in_queue", RequestCounts(total: 0, completed: 0, failed: 0), "–"),
      ("in_queue", RequestCounts(total: 40), "of 40"),
      ("in_queue", RequestCounts(total: 40, completed: 0, failed: 0), "0/40"),
      ("in_queue", RequestCounts(total: 40, completed: 20), "█████░░░░░  50%"),
      ("in_progress", RequestCounts(completed: 7), "7 done"),
      ("in_progress", RequestCounts(total: 40, completed: 0, failed: 0), "░░░░░░░░░░   0%"),
      ("in_progress", RequestCounts(total: 500, completed: 325), "██████▌░░░  65%"),
      ("in_progress", RequestCounts(total: 50, completed: 29), "█████▊░░░░  58%"),
      ("in_progress", RequestCounts(total: 1000, completed: 999), "█████████▉  99%"),
      ("finalizing", RequestCounts(total: 5, completed: 5, failed: 0), "██████████ 100%"),
      (
        "in_progress", RequestCounts(total: 1000, completed: 500, failed: 1),
        "████▓░░░░  50%  1 failed"
      ),
      ("completed", RequestCounts(total: 500, completed: 500, failed: 0), "500/500"),
      ("completed", RequestCounts(total: 500, completed: 412, failed: 88), "412/500  88 failed"),
      ("completed", RequestCounts(total: 5, completed: 9, failed: 3), "9/5  3 failed"),
      ("running", RequestCounts(total: -5, completed: 9), "9/-5"),
      ("running", RequestCounts(total: 5, completed: .max, failed: .min), "██████████ 100%"),
    ] as [(String, RequestCounts?, String)])
  func showsProgress(status: String, counts: RequestCounts?, expected: String) {
    #expect(cell(status, counts) == expected)
  }

  @Test func anEndThatIsNoSuccessSaysWhy() {
    let all = RequestCounts(total: 500, completed: 500, failed: 0)
    #expect(cell("completed", all, output: nil) == "500/500  no output")
    #expect(cell("completed", nil, output: nil) == "no output")
    let none = RequestCounts(total: 500, completed: 0, failed: 0)
    #expect(cell("completed", none) == "0/500  500 not done")
    // Every request may stand in the output as expired.
    #expect(cell("expired", none) == "0/500  no output")
    let some = RequestCounts(total: 500, completed: 3, failed: 0)
    #expect(cell("expired", some) == "3/500  partial output")
  }

  @Test func aFailureSaysWhy() {
    #expect(cell("failed", nil, errors: ["model not found", "more"]) == "model not found")
    #expect(
      cell("failed", nil, columns: 8, theme: .ascii, errors: ["model not found"]) == "model n~")
    #expect(cell("failed", nil) == "–")
  }

  @Test(arguments: [
    (20, "939/1114  175 failed"), (19, "939/1114  175 ✖"), (12, "175 failed"), (6, "175 ✖"),
    (4, ""),
  ])
  func shortensWhatFailed(columns: Int, expected: String) {
    let counts = RequestCounts(total: 1114, completed: 939, failed: 175)
    #expect(cell("completed", counts, columns: columns) == expected)
  }

  @Test func asciiHasABarToo() {
    let counts = RequestCounts(total: 100, completed: 50, failed: 20)
    #expect(cell("running", counts, theme: .ascii) == "####xx..  70%  20 failed")
  }

  @Test(arguments: 0...40)
  func neverTakesMoreThanItsColumns(columns: Int) {
    for batch in SampleBatches.all {
      let line = ProgressCell.line(of: batch, columns: columns, theme: .unicode)
      #expect(line.columns <= columns)
    }
  }

  private static let baselines = PhaseBaselines([.running: PhaseNorm(median: 300, count: 20)])
  private static let now = SampleBatches.now

  @Test(
    arguments: [
      (
        "in_progress", [.inProgress: now - 9000], RequestCounts(total: 500, completed: 305), nil,
        24,
        "61%  ▴ stuck 2h"
      ),
      (
        "in_progress", [.inProgress: now - 9000], RequestCounts(total: 500, completed: 305), nil,
        10,
        "▴ stuck 2h"
      ),
      ("in_progress", [.inProgress: now - 9000], nil, nil, 24, "▴ stuck 2h"),
      ("in_progress", [.inProgress: now - 60], nil, nil, 24, "–"),
      (
        "in_queue", [.expires: now - 24_300], RequestCounts(total: 500, completed: 0), nil, 24,
        "0%  ◷ overdue 6h"
      ),
      (
        "cancelling", [.cancelling: now - 7300], RequestCounts(completed: 7), nil, 24,
        "7 done  ▴ cancelling 2h"
      ),
      (
        "completed", [:], RequestCounts(total: 500, completed: 412, failed: 88), nil, 34,
        "412/500  88 failed  no output"
      ),
      (
        "completed", [:], RequestCounts(total: 500, completed: 412, failed: 88), nil, 24,
        "412/500  88 ✖  no output"
      ),
      (
        "completed", [:], RequestCounts(total: 500, completed: 412, failed: 88), nil, 19,
        "412/500  88 failed"
      ),
      ("completed", [:], RequestCounts(total: 5, completed: 5), nil, 24, "5/5  no output"),
      ("completed", [:], RequestCounts(total: 5, completed: 5), "file", 24, "5/5"),
      (
        "completed", [:], RequestCounts(total: 5, completed: 0, failed: 5), nil, 24,
        "0/5  5 failed"
      ),
      ("expired", [:], RequestCounts(total: 5, completed: 4), "file", 24, "4/5  partial output"),
      ("expired", [:], nil, nil, 24, "no output"),
      ("in_progress", [.expires: now - 24_300], nil, nil, 10, "◷ overdue"),
      ("in_progress", [.expires: now - 24_300], RequestCounts(completed: 7), nil, 10, "◷ overdue"),
      ("cancelling", [.cancelling: now - 7300], nil, nil, 10, "▴ 2h"),
    ] as [(String, [TimestampField: Int], RequestCounts?, String?, Int, String)])
  func tellsTheVerdict(
    status: String, times: [TimestampField: Int], counts: RequestCounts?, output: String?,
    columns: Int,
    expected: String
  ) {
    let batch = SampleBatches.batch("b", status, times, counts, output: output)
    let verdict = Verdict.of(batch, now: Self.now, baselines: Self.baselines)
    let line = ProgressCell.line(of: batch, columns: columns, theme: .unicode, verdict: verdict)
    #expect(line.text == expected)
  }

  @Test(arguments: [0, 599, 600, 601, 660, 3599, 3600, 86_399, 86_400])
  func tellsWhenTheVerdictChanges(age: Int) {
    for times: [TimestampField: Int] in [
      [.inProgress: Self.now - age], [.expires: Self.now - age],
      [.inProgress: Self.now - 5 * age, .expires: Self.now - age + 700],
    ] {
      let batch = SampleBatches.batch("b", "in_progress", times)
      func short(after seconds: Int) -> String? {
        Verdict.of(batch, now: Self.now + seconds, baselines: Self.baselines)?.short
      }
      let cell = ListCell(
        now: Self.now, mode: .relative, ageMode: .relative, zone: .utc, baselines: Self.baselines)
      guard let wait = ProgressColumn().secondsUntilChange(of: batch, in: cell)
      else {
        Issue.record("a batch that lives can always get worse")
        continue
      }
      #expect(wait > 0)
      #expect(short(after: wait - 1) == short(after: 0))
    }
  }
}

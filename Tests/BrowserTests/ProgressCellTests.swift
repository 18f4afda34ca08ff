import Batches
import Screen
import Testing

@testable import Browser

struct ProgressCellTests {
  private func cell(
    _ status: String, _ counts: RequestCounts?, columns: Int = 24, theme: Theme = .unicode,
    errors: [String] = []
  ) -> String {
    ProgressCell.line(
      of: Batch(
        id: "b", status: BatchStatus(status), counts: counts,
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
}

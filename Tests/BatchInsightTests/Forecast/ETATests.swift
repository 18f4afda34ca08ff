import BatchStore
import Batches
import TestSupport
import Testing

@testable import BatchInsight

struct ETATests {
  private static let now = SampleBatches.now

  /// A running batch of 500 requests as it was seen: seconds before now, and requests done.
  private static func eta(
    _ samples: [(ago: Int, done: Int)], status: String = "in_progress", total: Int? = 500,
    deadlineIn deadline: Int? = nil
  ) -> ETA? {
    var log = ProgressLog()
    var last: BatchRow?
    for (ago, done) in samples {
      let batch = SampleBatches.batch(
        "b", status, deadline.map { [.expires: now + $0] } ?? [:],
        RequestCounts(total: total, completed: done, failed: 0))
      let row = BatchRow(batch, asOf: Double(now - ago))
      // The log hears of rows that changed alone.
      if last?.batch != batch { log.record(row) }
      last = row
    }
    guard let last else { return nil }
    return ETA(of: last.batch, history: log.history(of: last))
  }

  @Test(
    arguments: [
      ([(0, 305)], "61%, unknown: needs another refresh"),
      ([(600, 125), (0, 305)], "61%, 18/min, done in about 11m"),
      ([(60, 267), (0, 305)], "61%, 38/min, done in about 6m"),
      // The pace is that of the last quarter of an hour.
      ([(9000, 0), (900, 200), (450, 200), (0, 290)], "58%, 6/min, done in about 35m"),
      ([(3600, 302), (0, 305)], "61%, 3/h over 1h, done in about 2d 17h"),
      ([(86_400, 303), (0, 305)], "61%, 2/d over 1d, done in about 97d"),
      ([(120, 480), (60, 490), (0, 499)], "99%, 9.5/min, done in less than a minute"),
      // Progress continues between refreshes.
      ([(700, 480), (300, 495)], "99%, 2.3/min, done about now"),
      ([(240, 305), (120, 305), (0, 305)], "61%, unknown: no progress in 4m"),
      ([(900, 400), (600, 450), (60, 100), (0, 110)], "22%, 10/min, done in about 39m"),
      ([(60, 400), (0, 100)], "20%, unknown: needs another refresh"),
      ([(60, 400), (0, 500)], "100%, every request has ended"),
      ([(0, 700)], "100%, every request has ended"),
    ] as [([(Int, Int)], String)])
  func foresees(samples: [(Int, Int)], expected: String) {
    #expect(Self.eta(samples)?.text(now: Self.now) == expected)
  }

  @Test(
    arguments: [
      (12_000, "3h 9m before the deadline", false), (700, "just before the deadline", false),
      (520, "2m after the deadline", true),
      (630, "just after the deadline", true), (-17_400, "5h after the deadline", true),
    ] as [(Int, String, Bool)])
  func measuresAgainstTheDeadline(deadline: Int, expected: String, isLate: Bool) {
    let eta = Self.eta([(600, 125), (0, 305)], deadlineIn: deadline)
    #expect(eta?.text(now: Self.now) == "61%, 18/min, done in about 11m, " + expected)
    #expect(eta?.isLate == isLate)
  }

  @Test(
    arguments: [
      ("in_progress", nil, "unknown: the server gives no counts"),
      ("dreaming", nil, "unknown: the server gives no counts"),
      ("in_progress", 0, "unknown: it has no requests"),
      ("finalizing", nil, "unknown: the server gives no counts"),
      ("in_queue", nil, "unknown: it has not begun to run"),
      ("validating", 500, "0%, unknown: it has not begun to run"),
      ("in_progress", 500, "0%, unknown: no progress in 1m"),
      ("completed", 500, nil), ("expired", nil, nil), ("cancelling", 500, nil),
    ] as [(String, Int?, String?)])
  func saysWhatIsNotKnown(status: String, total: Int?, expected: String?) {
    let eta = Self.eta([(60, 0), (0, 0)], status: status, total: total)
    #expect(eta?.text(now: Self.now) == expected)
  }

  @Test func withoutCountsNothingIsForeseen() {
    let eta = ETA(of: Batch(id: "b", status: BatchStatus("in_progress")), history: nil)
    #expect(eta?.outlook == .unknown(.noCounts))
  }

  @Test func senselessNumbersAreSurvived() {
    for numbers in [[0, .max], [.min, 1], [1, 2]] {
      let eta = Self.eta([(60, numbers[0]), (0, numbers[1])], total: .max)
      #expect(eta?.text(now: Self.now).isEmpty == false)
      #expect(eta?.secondsUntilChange(now: Self.now) ?? 1 > 0)
    }
  }

  @Test(arguments: [1, 59, 60, 61, 600, 601, 4000, 86_399, 86_400, 86_401, 300_000])
  func tellsWhenItsTextChanges(left: Int) throws {
    var eta = try #require(Self.eta([(600, 125), (0, 305)]))
    eta.outlook = .done(at: Self.now + left)
    let wait = try #require(eta.secondsUntilChange(now: Self.now))
    let text = eta.text(now: Self.now)
    #expect(eta.text(now: Self.now + wait - 1) == text)
    #expect(eta.text(now: Self.now + wait) != text)
  }

  @Test func keepsFewLooksAndNoneOfWhatHasEnded() throws {
    var log = ProgressLog()
    var row = BatchRow(SampleBatches.batch("b", "in_progress", [:]), asOf: 0)
    for second in stride(from: 0, through: 7200, by: 2) {
      row.asOf = Double(second)
      row.batch.counts = RequestCounts(total: 100_000, completed: second * 3, failed: 0)
      log.record(row)
    }
    let history = try #require(log.history(of: row))
    #expect(history.samples.count <= 17)
    #expect(history.span >= 900)
    #expect(history.pace == 3)
    row.batch.status = BatchStatus("completed")
    log.record(row)
    #expect(log.count == 0)
  }
}

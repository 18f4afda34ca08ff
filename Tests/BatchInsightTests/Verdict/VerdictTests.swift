import Batches
import TestSupport
import Testing

@testable import BatchInsight

struct VerdictTests {
  private static let now = SampleBatches.now
  private static let baselines = PhaseBaselines([
    .queued: PhaseNorm(median: 60, count: 12), .running: PhaseNorm(median: 1000, count: 40),
    .finalizing: PhaseNorm(median: 300, count: 10),
  ])

  private static func batch(
    _ status: String, _ times: [TimestampField: Int] = [:], _ counts: RequestCounts? = nil,
    output: String? = nil, errorFile: String? = nil
  ) -> Batch {
    SampleBatches.batch("b", status, times, counts, output: output, errorFile: errorFile)
  }

  private static func counts(_ completed: Int?, _ failed: Int?, of total: Int?) -> RequestCounts {
    RequestCounts(total: total, completed: completed, failed: failed)
  }

  /// A time that is only a day tells no span: neither is the batch stuck, nor does it say what is usual.
  @Test func aDayGivesNoSpan() {
    let midnight = Self.now - Self.now % 86_400
    var waiting = Self.batch("queued", [.created: midnight - 86_400])
    var done = Self.batch(
      "completed", [.created: midnight - 86_400, .inProgress: midnight, .completed: midnight + 60])
    #expect(!Verdict.all(of: waiting, now: Self.now, baselines: Self.baselines).isEmpty)
    #expect(done.endedPhases.count == 2)
    let day = CivilTime(seconds: midnight - 86_400).date
    waiting.extras = [JSONMember("create_time", .string(day))]
    done.extras = waiting.extras
    #expect(Verdict.all(of: waiting, now: Self.now, baselines: Self.baselines).isEmpty)
    #expect(done.endedPhases.map(\.seconds) == [60])
    #expect(Measure.duration.value(of: done, now: Self.now) == nil)
    #expect(Measure.inState.value(of: waiting, now: Self.now) == nil)
    #expect(Lifecycle(of: done, now: Self.now).steps.map(\.sincePrevious) == [nil, nil, 60])
  }

  @Test(
    arguments: [
      (batch("completed", [:], counts(10, 0, of: 10), output: "f"), []),
      (batch("completed", output: "f"), []),
      (batch("completed", [:], counts(0, 10, of: 10)), ["all failed"]),
      (batch("completed", [:], counts(0, 10, of: 10), errorFile: "e"), ["all failed"]),
      (batch("completed", [:], counts(412, 88, of: 500), output: "f"), ["88 failed"]),
      (batch("completed", [:], counts(412, 88, of: 500)), ["no output", "88 failed"]),
      (batch("completed", [:], counts(1, .max, of: 500), output: "f"), ["some failed"]),
      (batch("completed", [:], counts(10, 0, of: 10)), ["no output"]),
      (batch("SUCCEEDED", errorFile: "e"), ["no output"]),
      // Nothing was done, and nothing failed.
      (batch("completed", [:], counts(0, 0, of: 500), output: "f"), ["500 not done"]),
      (batch("completed", [:], counts(0, 0, of: 500)), ["no output", "500 not done"]),
      (
        batch("completed", [:], counts(300, 100, of: 500), output: "f"),
        ["100 not done", "100 failed"]
      ),
      (batch("completed", [:], counts(0, 0, of: .max), output: "f"), ["some not done"]),
      (batch("completed", [:], counts(0, nil, of: 500), output: "f"), ["500 not done"]),
      // What the server omits is not held against it.
      (batch("completed", [:], counts(nil, nil, of: 500), output: "f"), []),
      (batch("completed", [:], counts(0, 0, of: 0), output: "f"), []),
      (batch("completed", [:], counts(.min, .min, of: .min), output: "f"), []),
      (batch("completed", output: ""), ["no output"]),
      (batch("expired", output: "f"), ["partial output"]),
      (batch("expired", [:], counts(1, 0, of: 3), output: "f"), ["partial output"]),
      (batch("expired", [:], counts(0, 0, of: 3), output: "f"), ["no output"]),
      // The status alone says that a part went wrong.
      (batch("partially_failed", output: "f"), ["in part"]),
      (batch("PARTIAL_FAILURE", [:], counts(2, 1, of: 3), output: "f"), ["1 failed"]),
      (batch("completed_with_errors", output: "f"), ["in part"]),
      (batch("PartiallyCompleted", [:], counts(2, 0, of: 3), output: "f"), ["1 not done"]),
      (batch("expired"), ["no output"]),
      (batch("failed", [.expires: 1]), []), (batch("cancelled", [.expires: 1]), []),
      (batch("in_progress", [.expires: now]), []),
      (batch("in_progress", [.expires: now - 1]), ["overdue 1s"]),
      (batch("paused", [.expires: now - 7200]), ["overdue 2h"]),
      // An unknown word with a time of its end.
      (batch("archived", [.completed: now - 9000, .expires: now - 7200]), []),
      (batch("cancelling", [.cancelling: now - 3600]), []),
      (batch("cancelling", [.cancelling: now - 3601]), ["cancelling 1h"]),
      (
        batch("cancelling", [.cancelling: now - 8000, .expires: now - 60]),
        ["overdue 1m", "cancelling 2h"]
      ),
      (batch("cancelling", [.cancelling: 5]), ["cancelling 56y"]),
      (batch("cancelling", [.cancelling: .min]), ["cancelling"]),
      (batch("cancelling"), []),
      // Three medians are less than ten minutes.
      (batch("in_queue", [.created: now - 600]), []),
      (batch("validating", [.created: now - 601]), ["stuck 10m"]),
      (batch("in_progress", [.created: 0, .inProgress: now - 3000]), []),
      (batch("in_progress", [.created: 0, .inProgress: now - 3001]), ["stuck 50m"]),
      (batch("finalizing", [.finalizing: now - 901]), ["stuck 15m"]),
      (
        batch("in_progress", [.inProgress: now - 90_000, .expires: now - 3600]),
        ["overdue 1h", "stuck 1d"]
      ),
      (batch("in_progress", [.created: 0]), []), (batch("dreaming", [.created: 0]), []),
    ] as [(Batch, [String])])
  func tells(batch: Batch, expected: [String]) {
    let verdicts = Verdict.all(of: batch, now: Self.now, baselines: Self.baselines)
    #expect(verdicts.map(\.short) == expected)
    #expect(verdicts.allSatisfy { $0.short.count <= Verdict.shortColumns })
    #expect(Verdict.of(batch, now: Self.now, baselines: Self.baselines) == verdicts.first)
  }

  @Test(
    arguments: [
      (batch("completed", [:], counts(0, 10, of: 10)), "every request failed: 10 of 10"),
      (
        batch("completed", [:], counts(412, 88, of: 500), output: "f"),
        "88 of 500 requests failed"
      ),
      (batch("completed", [:], counts(412, 88, of: nil), output: "f"), "88 requests failed"),
      (
        batch("completed", errorFile: "e"),
        "completed without an output file, only an error file"
      ),
      (
        batch("expired", [:], counts(302, 3, of: 500), output: "f"),
        "expired with 302 of 500 requests done; what was done is in the output file"
      ),
      (batch("expired"), "expired, without an output file"),
      (
        batch("completed", [:], counts(0, 0, of: 500), output: "f"),
        "completed, but by the counts 500 of 500 requests were neither done nor failed"
      ),
      (
        batch("validating", [.created: now - 1260]),
        "stuck: waiting to run for 21m, and the median of 12 batches of the last 30 days is 1m"
      ),
      (
        batch("in_progress", [.expires: now - 24_300]),
        "overdue: its deadline passed 6h 45m ago and it has not ended"
      ),
      (batch("cancelling", [.cancelling: now - 7380]), "cancelling for 2h 3m, over an hour"),
      (
        batch("in_progress", [.inProgress: now - 10_680]),
        "stuck: running for 2h 58m, and the median of 40 batches of the last 30 days is 16m"
      ),
    ] as [(Batch, String)])
  func saysTheNumbers(batch: Batch, expected: String) {
    let verdict = Verdict.of(batch, now: Self.now, baselines: Self.baselines)
    #expect(verdict?.sentence(of: batch) == expected)
  }

  @Test func withoutANormNothingIsStuck() {
    let old = Self.batch("in_queue", [.created: 0])
    #expect(Verdict.of(old, now: Self.now, baselines: .none) == nil)
  }

  @Test(arguments: SampleBatches.all)
  func theClockAnnouncesEachProblem(batch: Batch) {
    guard let clock = ProblemClock(batch) else { return }
    guard let start = clock.nextProblem(after: Self.now, baselines: Self.baselines) else { return }
    let before = Verdict.all(of: batch, now: start - 1, baselines: Self.baselines)
    let after = Verdict.all(of: batch, now: start, baselines: Self.baselines)
    #expect(after.count == before.count + 1)
  }
}

struct TabTests {
  private static func batch(_ status: String, _ expires: Int? = nil, failed: Int = 0) -> Batch {
    Batch(
      id: "\(status) \(expires ?? 0) \(failed)", status: BatchStatus(status),
      times: Timestamps(expires.map { [.expires: $0] } ?? [:]),
      counts: RequestCounts(total: 10, completed: 10 - failed, failed: failed),
      outputFileID: "file")
  }

  private static let table: [(batch: Batch, tabs: Set<Tab>)] = [
    (batch("validating"), [.active]), (batch("in_queue"), [.active]),
    (batch("in_progress"), [.active]), (batch("finalizing"), [.active]),
    (batch("cancelling"), [.active]), (batch("dreaming"), [.active]), (batch(""), [.active]),
    (batch("in_progress", 100), [.active, .problems]),
    (batch("dreaming", 100), [.active, .problems]),
    (batch("completed"), [.done]), (batch("completed", failed: 3), [.done, .problems]),
    (batch("completed", failed: 10), [.done, .problems]), (batch("failed"), [.problems]),
    (batch("expired"), [.problems]), (batch("cancelled"), [.cancelled]),
    (batch("canceled", 100), [.cancelled]),
  ]

  @Test(arguments: table.indices)
  func showsWhatBelongs(index: Int) {
    let (batch, tabs) = Self.table[index]
    let verdict = Verdict.of(batch, now: 1000, baselines: .none)
    #expect(Set(Tab.allCases.filter { $0.contains(batch, verdict: verdict) }) == tabs.union([.all]))
  }

  @Test func countsAsIfEachRowWasLookedAt() {
    var counts = TabCounts()
    var loaded = Self.table.map(\.batch)
    for batch in loaded { counts.add(batch) }
    func expectCounts(now: Int) {
      for tab in Tab.allCases {
        let plain = loaded.count {
          tab.contains($0, verdict: Verdict.of($0, now: now, baselines: .none))
        }
        #expect(counts.count(of: tab, now: now, baselines: .none) == plain, "\(tab) at \(now)")
      }
    }
    expectCounts(now: 100)
    expectCounts(now: 101)
    #expect(counts.nextProblem(after: 100, baselines: .none) == 101)
    #expect(counts.nextProblem(after: 101, baselines: .none) == nil)
    while !loaded.isEmpty {
      counts.remove(loaded.removeFirst())
      expectCounts(now: 101)
    }
    #expect(counts == TabCounts())
  }
}

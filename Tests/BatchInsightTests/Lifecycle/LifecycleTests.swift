import Batches
import Testing

@testable import BatchInsight

struct LifecycleTests {
  private func lifecycle(
    _ status: String, _ times: [TimestampField: Int], now: Int = 10_000
  ) -> Lifecycle {
    Lifecycle(
      of: Batch(id: "b", status: BatchStatus(status), times: Timestamps(times)), now: now)
  }

  @Test func stepsStandInTheOrderOfTheClock() {
    let steps = lifecycle(
      "completed",
      [.completed: 900, .created: 100, .expires: 5000, .inProgress: 100, .finalizing: 800]
    ).steps
    #expect(steps.map(\.moment) == [.created, .inProgress, .finalizing, .completed, .expires])
    #expect(steps.map(\.sincePrevious) == [nil, 0, 700, 100, 4100])
    #expect(steps.allSatisfy { $0.contradictions.isEmpty })
  }

  @Test(
    arguments: [
      ("completed", [.created: 500, .completed: 400], [.completed: [.precedes(.created)]]),
      (
        "completed", [.created: 1, .inProgress: 900, .completed: 400],
        [.completed: [.precedes(.inProgress)]]
      ),
      ("in_progress", [.created: 500, .inProgress: 499], [.inProgress: [.precedes(.created)]]),
      ("in_progress", [.created: 500, .expires: 499], [.expires: [.precedes(.created)]]),
      ("expired", [.expires: 500, .expired: 450], [.expired: [.precedes(.expires)]]),
      (
        "cancelled", [.created: 1, .cancelling: 500, .cancelled: 450],
        [.cancelled: [.precedes(.cancelling)]]
      ),
      // Results of a batch that is being cancelled may still be written.
      ("cancelled", [.created: 1, .cancelling: 500, .finalizing: 550, .cancelled: 600], [:]),
      ("cancelled", [.created: 1, .finalizing: 500, .cancelling: 550, .cancelled: 600], [:]),
      (
        "completed", [.created: 1, .completed: 5, .failed: 6],
        [.failed: [.otherEnd(status: "completed")]]
      ),
      (
        "IN_PROGRESS", [.created: 1, .completed: 5],
        [.completed: [.notEnded(status: "IN_PROGRESS")]]
      ),
      // Some servers have one field for every end.
      ("failed", [.created: 1, .completed: 5], [:]),
      ("strange", [.created: 1, .completed: 5], [:]),
      ("in_queue", [.created: 10_060], [:]),
      ("in_queue", [.created: 10_061], [.created: [.future]]),
      ("in_queue", [.created: 1, .expires: 99_999], [:]),
    ] as [(String, [TimestampField: Int], [TimestampField: [Lifecycle.Contradiction]])])
  func flagsWhatCannotBe(
    status: String, times: [TimestampField: Int],
    expected: [TimestampField: [Lifecycle.Contradiction]]
  ) {
    let flagged = lifecycle(status, times).steps.filter { !$0.contradictions.isEmpty }
    #expect(
      Dictionary(uniqueKeysWithValues: flagged.map { ($0.moment, $0.contradictions) }) == expected)
  }

  private func phase(
    _ kind: Lifecycle.Phase.Kind, _ start: Int, _ end: Int?, isOpen: Bool = false
  ) -> Lifecycle.Phase {
    Lifecycle.Phase(kind: kind, start: start, end: end, isOpen: isOpen)
  }

  @Test func aLifeHasItsPhases() {
    let life = lifecycle(
      "completed", [.created: 100, .inProgress: 200, .finalizing: 800, .completed: 900])
    #expect(
      life.phases == [
        phase(.queued, 100, 200), phase(.running, 200, 800),
        phase(.finalizing, 800, 900),
      ])
    #expect(!life.isAlive)
  }

  @Test func whatIsOpenCountsUpToNow() {
    let life = lifecycle("in_progress", [.created: 100, .inProgress: 200], now: 1000)
    #expect(
      life.phases == [phase(.queued, 100, 200), phase(.running, 200, 1000, isOpen: true)])
    #expect(life.phases.last?.duration == 800)
  }

  @Test func aBatchThatFailsAtOnceWasOnlyQueued() {
    #expect(
      lifecycle("failed", [.created: 100, .failed: 104]).phases == [phase(.queued, 100, 104)])
  }

  @Test func withoutTheTimeItBeganToRunNobodyKnowsHowLongItWaited() {
    #expect(
      lifecycle("completed", [.created: 100, .completed: 900]).phases == [
        phase(.unsplit, 100, 900)
      ])
    #expect(
      lifecycle("finalizing", [.created: 100, .finalizing: 900], now: 950).phases == [
        phase(.unsplit, 100, 900), phase(.finalizing, 900, 950, isOpen: true),
      ])
  }

  @Test func aContradictionIsLeftOutOfThePhases() {
    #expect(
      lifecycle("completed", [.created: 100, .inProgress: 50, .completed: 900]).phases == [
        phase(.unsplit, 100, 900)
      ])
    #expect(
      lifecycle("in_progress", [.created: 1, .inProgress: 2, .completed: 5], now: 9).phases == [
        phase(.queued, 1, 2), phase(.running, 2, 9, isOpen: true),
      ])
  }

  @Test func anEndWithoutATimeIsNotOpen() {
    let life = lifecycle("cancelled", [.created: 100, .cancelling: 200])
    #expect(life.phases == [phase(.queued, 100, 200), phase(.cancelling, 200, nil)])
    #expect(life.phases.last?.duration == nil)
    #expect(life.timeInState == nil)
  }

  @Test func aClockAheadOfOursGivesNoNegativeSpan() {
    let life = lifecycle("in_queue", [.created: 1005], now: 1000)
    #expect(life.phases == [phase(.queued, 1005, 1005, isOpen: true)])
    #expect(life.timeInState == 0)
  }

  @Test(
    arguments: [
      ("in_queue", [.created: 100], 900), ("validating", [.created: 100], 900),
      ("in_progress", [.created: 100, .inProgress: 200], 800),
      ("in_progress", [.created: 100], nil),
      ("finalizing", [.inProgress: 1, .finalizing: 300], 700),
      ("cancelling", [.cancelling: 400], 600), ("completed", [.completed: 500], 500),
      ("failed", [.failed: 600, .completed: 1], 400), ("failed", [.completed: 700], 300),
      ("failed", [.completed: 700, .cancelled: 800], nil), ("strange", [.created: 1], nil),
      ("", [:], nil),
    ] as [(String, [TimestampField: Int], Int?)])
  func tellsTheTimeInState(status: String, times: [TimestampField: Int], expected: Int?) {
    #expect(lifecycle(status, times, now: 1000).timeInState == expected)
  }

  @Test(
    arguments: [
      ("in_progress", [.expires: 1500], .left(500)), ("in_progress", [.expires: 1000], .left(0)),
      ("in_queue", [.expires: 400], .overdue(600)), ("strange", [.expires: 400], .overdue(600)),
      ("completed", [.expires: 1500, .completed: 900], .settled),
      ("completed", [.expires: 1500], .settled),
      // An end that the status denies does not stop the clock.
      ("in_progress", [.expires: 1500, .completed: 900], .left(500)),
      ("strange", [.expires: 1500, .completed: 900], .settled),
      ("completed", [:], nil),
    ] as [(String, [TimestampField: Int], Lifecycle.Deadline.State?)])
  func countsDownToTheDeadline(
    status: String, times: [TimestampField: Int], expected: Lifecycle.Deadline.State?
  ) {
    #expect(lifecycle(status, times, now: 1000).deadline?.state == expected)
  }

  @Test(arguments: [Int.min, 0, .max])
  func survivesAnyNumbers(now: Int) {
    let times = Timestamps([
      .created: .min, .inProgress: .max, .finalizing: .min, .completed: .max, .expires: .min,
    ])
    for status in ["in_progress", "completed", "", "cancelling"] {
      let batch = Batch(id: "b", status: BatchStatus(status), times: times)
      let life = Lifecycle(of: batch, now: now)
      #expect(life.steps.count == 5)
      #expect(life.phases.allSatisfy { ($0.duration ?? 0) >= 0 })
    }
  }
}

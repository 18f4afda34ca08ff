import Batches
import TestSupport
import Testing

@testable import BatchInsight

struct CountdownTests {
  private static let now = 1_780_000_000

  private static func batch(
    _ status: String, _ times: [TimestampField: Int], output: String? = "file"
  ) -> Batch {
    SampleBatches.batch("b", status, times, output: output)
  }

  @Test(
    arguments: [
      (batch("in_progress", [.expires: now + 75_600]), "21h", "21h left"),
      (batch("in_progress", [.expires: now]), "0s", "0s left"),
      (batch("in_queue", [.expires: now - 24_300]), "-6h", "overdue by 6h 45m"),
      (batch("completed", [.completed: now - 90_000]), "~28d", "results go in about 28d"),
      (batch("completed", [.completed: now - 2_000_000]), "~6d", "results go in about 6d"),
      (batch("expired", [.expired: now - 2_550_000]), "~11h", "results go in about 11h"),
      (batch("completed", [.completed: now - 2_592_001]), "", "results are probably gone"),
      // The server's clock is ahead of ours.
      (batch("completed", [.completed: now + 30]), "~30d", "results go in about 30d"),
      (batch("completed", [.completed: now - 9], output: nil), nil, nil),
      // Too far away to be meant.
      (batch("in_progress", [.expires: 253_402_300_799]), nil, nil),
      (batch("in_progress", [.expires: .max]), nil, nil),
      (batch("in_progress", [.expires: now + 3_200_000_000]), nil, nil),
      (batch("in_progress", [.expires: now + 3_100_000_000]), "98y", "98y 109d left"),
      (batch("completed", [:]), nil, nil), (batch("in_progress", [:]), nil, nil),
    ] as [(Batch, String?, String?)])
  func counts(batch: Batch, short: String?, text: String?) {
    let clock = Countdown(of: batch, now: Self.now)
    #expect(clock?.short == short)
    #expect(clock?.text == text)
  }

  @Test func tellsWhenItsTextsChange() {
    for left in [0, 1, 59, 60, 3599, 3600, 86_399, 86_400, 86_401, 172_800, 1_300_000] {
      for goal in [Countdown.Goal.deadline, .results] {
        let end = Self.now + left - (goal == .results ? 30 * 86_400 : 0)
        let batch =
          goal == .results
          ? Self.batch("completed", [.completed: end])
          : Self.batch("in_progress", [.expires: end])
        func clock(after seconds: Int) -> Countdown? {
          Countdown(of: batch, now: Self.now + seconds)
        }
        for (text, wait) in [
          (\Countdown.text, clock(after: 0)?.secondsUntilTextChanges),
          (\Countdown.short, clock(after: 0)?.secondsUntilShortChanges),
        ] {
          guard let wait, let now = clock(after: 0), let last = clock(after: wait - 1),
            let next = clock(after: wait)
          else {
            Issue.record("no change of \(left) s to \(goal)")
            continue
          }
          #expect(last[keyPath: text] == now[keyPath: text], "\(left) s to \(goal)")
          #expect(next[keyPath: text] != now[keyPath: text], "\(left) s to \(goal)")
        }
      }
    }
  }
}

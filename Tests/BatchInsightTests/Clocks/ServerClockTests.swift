import Batches
import TestSupport
import Testing

@testable import BatchInsight

struct ServerClockTests {
  private static let now = Int(Fixture.now)

  /// - Parameter aheads: seconds by which the batches' last times lie in the future.
  private func clock(_ aheads: [Int]) -> ServerClock {
    var clock = ServerClock()
    for (number, ahead) in aheads.enumerated() {
      let times: [TimestampField: Int] = [
        .created: Self.now + ahead - 500, .inProgress: Self.now + ahead,
        .expires: Self.now + ahead + 86_400,
      ]
      clock.record(SampleBatches.batch("b\(number)", "in_progress", times), now: Self.now)
    }
    return clock
  }

  @Test(
    arguments: [
      ([], 0), ([-3600, -50], 0), ([60, 60], 0), ([61, 70], 70), ([3600, 7200, 1800], 7200),
      // One time alone may be wrong.
      ([7200], 0), ([7200, 30], 0), ([500_000, 3600, 3000], 3600),
      // No clock is wrong by so much.
      ([.max - 2_000_000_000, .max - 2_000_000_000], 0), ([40_000_000, 40_000_000], 0),
    ] as [([Int], Int)])
  func isAheadAsFarAsTwoBatchesTell(aheads: [Int], expected: Int) {
    #expect(clock(aheads).ahead == expected)
  }

  @Test func oneBatchIsOneWitnessHoweverOftenItIsRead() {
    var clock = ServerClock()
    for step in 1...3 {
      let times: [TimestampField: Int] = [.created: Self.now + step * 1000]
      clock.record(SampleBatches.batch("same", "in_queue", times), now: Self.now)
    }
    #expect(clock.ahead == 0)
  }
}

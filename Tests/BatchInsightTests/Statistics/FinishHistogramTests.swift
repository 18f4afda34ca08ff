import Batches
import Testing

@testable import BatchInsight

struct FinishHistogramTests {
  /// At a full hour.
  private static let now = 1_780_002_000

  private static func ended(_ ago: Int, id: Int = 0) -> Batch {
    Batch(
      id: "b\(id)", status: BatchStatus("completed"),
      times: Timestamps([.created: now - ago - 60, .completed: now - ago]))
  }

  private static func counts(_ agos: [Int]) -> FinishHistogram {
    agos.reduce(into: FinishHistogram()) { $0.add(ended($1)) }
  }

  @Test func countsByHourAndDay() {
    let counts = Self.counts([0, 1, 3600, 3601, 3602, 86_400, 100_000])
    #expect(counts.latest(4, .hour, now: Self.now) == [0, 2, 2, 1])
    #expect(counts.latest(4, .hour, now: Self.now + 3599) == [0, 2, 2, 1])
    #expect(counts.latest(4, .hour, now: Self.now + 3600) == [2, 2, 1, 0])
    #expect(counts.latest(3, .day, now: Self.now) == [0, 2, 5])
    #expect(counts.latest(0, .day, now: Self.now).isEmpty)
  }

  @Test func forgetsWhatWasAdded() {
    var counts = Self.counts([0, 5000])
    counts.remove(Self.ended(0))
    counts.remove(Self.ended(5000))
    #expect(counts == FinishHistogram())
    // Active batches, and those that ended without a time, are not counted.
    counts.add(Batch(id: "b", status: BatchStatus("in_progress")))
    counts.add(Batch(id: "b", status: BatchStatus("completed")))
    counts.add(Self.ended(Int(1e17)))
    #expect(counts == FinishHistogram())
  }
}

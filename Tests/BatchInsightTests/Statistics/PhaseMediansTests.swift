import BatchStore
import Batches
import TestSupport
import Testing

@testable import BatchInsight

/// A failing test does not print twenty thousand counters.
extension DurationHistogram: CustomTestStringConvertible {
  public var testDescription: String { "\(count) spans, median \(median ?? -1)" }
}

extension PhaseMedians: CustomTestStringConvertible {
  public var testDescription: String { "\(baselines)" }
}

struct DurationHistogramTests {
  /// The middle of the sorted values, as a plain computation has it.
  private func median(_ values: [Int]) -> Int? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return (sorted[(values.count - 1) / 2] + sorted[values.count / 2]) / 2
  }

  @Test(
    arguments: [
      [], [0], [5], [1, 2], [1, 4], [2, 1, 3], [-5, 1], [2047, 2047], [7, 7, 7, 9000],
      [1023, 1024, 1025], [2046, 2047, 2048],
    ])
  func isExactForShortSpans(values: [Int]) {
    var histogram = DurationHistogram()
    for value in values { histogram.add(value) }
    #expect(histogram.count == values.count)
    #expect(histogram.median == median(values.map { max(0, $0) }))
  }

  /// Half of 1/1024, as its documentation says.
  @Test(arguments: [2048, 3599, 86_399, 86_400, 604_800, 31_536_000, (1 << 29) - 1])
  func isOffByHalfAPerThousandAtMost(span: Int) throws {
    var histogram = DurationHistogram()
    histogram.add(span)
    let told = try #require(histogram.median)
    #expect(Double(abs(told - span)) <= Double(span) * 0.0005)
  }

  @Test func holdsWhatNobodyWouldMeasure() {
    var histogram = DurationHistogram()
    for span in [Int.max, .min, .max] { histogram.add(span) }
    #expect(histogram.median.map { $0 > 500_000_000 } == true)
  }

  @Test func agreesWithAPlainComputationWhileBatchesComeAndGo() throws {
    var random = SplitMix64(seed: 7)
    var histogram = DurationHistogram()
    var values: [Int] = []
    for step in 0..<3000 {
      let bits = Int(random.next() % 21)
      let value = Int(random.next() % UInt64(1 << bits))
      histogram.add(value)
      values.append(value)
      if step % 3 == 0 {
        let gone = values.remove(at: Int(random.next() % UInt64(values.count)))
        histogram.remove(gone)
      }
      if step % 50 == 1 || values.count < 5 {
        guard let expected = median(values) else {
          #expect(histogram.median == nil)
          continue
        }
        let told = try #require(histogram.median)
        #expect(Double(abs(told - expected)) <= Double(expected) * 0.0005 + 0.5)
      }
    }
    #expect(histogram.count == values.count)
    for value in values { histogram.remove(value) }
    #expect(histogram == DurationHistogram())
  }

  @Test func removingWhatWasNeverAddedChangesNothing() {
    var histogram = DurationHistogram()
    histogram.add(10)
    histogram.remove(11)
    #expect(histogram.count == 1 && histogram.median == 10)
  }
}

struct PhaseMediansTests {
  private static func ended(queued: Int, running: Int, finalizing: Int) -> Batch {
    let start = SampleBatches.created
    return SampleBatches.batch(
      "b\(queued)-\(running)-\(finalizing)", "completed",
      [
        .created: start, .inProgress: start + queued, .finalizing: start + queued + running,
        .completed: start + queued + running + finalizing,
      ])
  }

  @Test func needsTenBatchesToSayWhatIsUsual() {
    var medians = PhaseMedians()
    for number in 1...9 {
      medians.add(Self.ended(queued: number, running: 100 * number, finalizing: 7))
    }
    #expect(medians.baselines == .none)
    medians.add(Self.ended(queued: 10, running: 1000, finalizing: 7))
    #expect(medians.baselines[.queued] == PhaseNorm(median: 5, count: 10))
    #expect(medians.baselines[.running] == PhaseNorm(median: 550, count: 10))
    #expect(medians.baselines[.finalizing] == PhaseNorm(median: 7, count: 10))
  }

  @Test func takingAllOutLeavesNothing() {
    var medians = PhaseMedians()
    for batch in SampleBatches.all { medians.add(batch) }
    for batch in SampleBatches.all.reversed() { medians.remove(batch) }
    #expect(medians == PhaseMedians())
  }

  @Test(
    arguments: [
      (SampleBatches.running, ["queued 130"]),
      (SampleBatches.chinese, ["queued 130", "running 8870"]),
      // Refused while it was validated.
      (SampleBatches.failed, ["queued 4"]),
      (SampleBatches.partlyFailed, ["queued 1000", "running 9000", "finalizing 50"]),
      (SampleBatches.cancelled, ["queued 60", "running 2940"]),
      (SampleBatches.queued, []), (SampleBatches.minimal, []),
      // Nothing tells when it began to run.
      (SampleBatches.allFailed, []),
    ] as [(Batch, [String])])
  func countsThePhasesThatAreOver(batch: Batch, expected: [String]) {
    #expect(batch.endedPhases.map { "\($0.phase.label) \($0.seconds)" } == expected)
  }
}

struct ListStatisticsTests {
  private static let now = SampleBatches.now

  /// Ten batches that ran for a minute now and ten that ran for an hour long ago.
  private static func batches(daysAgo days: Int, minutes: Int) -> [Batch] {
    (0..<10).map { number in
      let start = now - days * 86_400
      return SampleBatches.batch(
        "b\(days)-\(number)", "completed",
        [.created: start, .inProgress: start + 5, .completed: start + 5 + minutes * 60])
    }
  }

  @Test func onlyWhatIsRecentIsUsual() {
    var list = BatchList()
    var statistics = ListStatistics(now: now)
    func add(_ batches: [Batch]) {
      let changes = list.merge(
        batches, after: list.lastID.map { .after(id: $0) } ?? .head, asOf: Double(Self.now))
      statistics.apply(changes, to: list)
    }
    add(Self.batches(daysAgo: 31, minutes: 60))
    #expect(
      statistics.baselines == .none
        && statistics.tabs.count(of: .all, now: 0, baselines: .none) == 10)
    add(Self.batches(daysAgo: 29, minutes: 1))
    #expect(statistics.baselines[.running] == PhaseNorm(median: 60, count: 10))
    var changes = ListChanges()
    changes.removed = Self.batches(daysAgo: 31, minutes: 60)
    statistics.apply(changes, to: list)
    #expect(statistics.baselines[.running] == PhaseNorm(median: 60, count: 10))
    changes.removed = Self.batches(daysAgo: 29, minutes: 1)
    statistics.apply(changes, to: list)
    #expect(statistics.baselines == .none)
  }

  private var now: Int { Self.now }

  /// What was read long ago, or nobody knows when, says nothing about a pace.
  @Test(arguments: [(0, false), (31 * 86_400, false), (86_400, true)])
  func aPaceBeginsWithWhatIsKnownOfAnEarlierRun(age: Int, isKnown: Bool) throws {
    var list = BatchList()
    var statistics = ListStatistics(now: now)
    func batch(done: Int) -> Batch {
      SampleBatches.batch(
        "b", "in_progress", [:], RequestCounts(total: 500, completed: done, failed: 0))
    }
    let asOf = age == 0 ? 0 : Double(now - age)
    statistics.apply(list.append([BatchRow(batch(done: 100), asOf: asOf)]), to: list)
    statistics.apply(list.merge([batch(done: 200)], after: .head, asOf: Double(now)), to: list)
    let row = try #require(list.row("b"))
    let eta = ETA(of: row.batch, history: statistics.progress.history(of: row))
    #expect(
      eta?.text(now: now)
        == (isKnown
          ? "40%, 4.2/h over 1d, done in about 3d" : "40%, unknown: needs another refresh"))
  }
}

import Batches

/// How many of the loaded rows each tab shows, kept up as batches come, change and go.
///
/// A batch is counted in a constant time. What has ended is counted once and for all; which of
/// the others are problems depends on the time, and is counted among them alone when asked.
package struct TabCounts: Sendable, Hashable {
  private var counts = [Int](repeating: 0, count: Tab.allCases.count)
  /// Those that have not ended, by id.
  private var living: [BatchID: ProblemClock] = [:]

  /// Rows that have not ended.
  var livingCount: Int { living.count }

  mutating func add(_ batch: Batch) {
    count(batch, by: 1)
    if let clock = ProblemClock(batch) { living[BatchID(batch.id)] = clock }
  }

  /// Takes out a batch as it was added.
  mutating func remove(_ batch: Batch) {
    count(batch, by: -1)
    living[BatchID(batch.id)] = nil
  }

  private mutating func count(_ batch: Batch, by step: Int) {
    for tab in Tab.allCases {
      // The problems of active batches follow from their clocks.
      if tab == .problems, batch.isActive { continue }
      if tab.contains(batch, verdict: Verdict.of(batch, now: 0, baselines: .none)) {
        counts[tab.rawValue] += step
      }
    }
  }

  /// Rows in the tab at a moment; O(1), and O(rows that have not ended) for `problems`.
  func count(of tab: Tab, now: Int, baselines: PhaseBaselines) -> Int {
    let ended = counts[tab.rawValue]
    guard tab == .problems else { return ended }
    return living.values.reduce(ended) {
      $0 + ($1.isProblem(now: now, baselines: baselines) ? 1 : 0)
    }
  }

  /// When a batch next becomes a problem by the passing of time alone; nil for never.
  /// O(rows that have not ended).
  func nextProblem(after now: Int, baselines: PhaseBaselines) -> Int? {
    living.values.lazy.compactMap { $0.nextProblem(after: now, baselines: baselines) }.min()
  }
}

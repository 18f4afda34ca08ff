import BatchInsight
import Batches

/// Which of the loaded rows are shown, and in which order.
package struct ViewQuery: Sendable, Hashable {
  package var tab = Tab.all
  package var filter = Filter()
  package var order = SortOrder.server

  package init() {}

  /// Whether every row is shown as the server has it.
  package var isPlain: Bool { !hidesRows && order.column == nil }

  /// Whether rows may be loaded and not shown.
  package var hidesRows: Bool { tab != .all || !filter.isEmpty }

  /// Whether what is usual in this organisation decides about rows or their places.
  package var dependsOnBaselines: Bool {
    tab == .problems || filter.looksAtVerdicts || order.column?.content.dependsOnBaselines == true
  }

  /// - Parameters:
  ///   - now: seconds since 1970 in UTC.
  ///   - baselines: what is usual, for verdicts.
  package func matches(_ batch: Batch, now: Int, baselines: PhaseBaselines) -> Bool {
    tab.contains(batch, verdict: Verdict.of(batch, now: now, baselines: baselines))
      && filter.matches(batch, now: now, baselines: baselines)
  }

  /// When a batch may come, go or move by the passing of time alone, in seconds since 1970 in UTC;
  /// nil for never.
  package func nextChange(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int? {
    [
      filter.nextChange(of: batch, after: now, baselines: baselines),
      tab == .problems
        ? ProblemClock(batch)?.nextProblem(after: now, baselines: baselines) : nil,
      order.column?.content.nextMove(of: batch, after: now, baselines: baselines),
    ].compactMap(\.self).min()
  }
}

import BatchInsight
import BatchStore
import Batches

/// The work of finding out which rows are shown in which order: a value that can be carried out
/// anywhere, on a list that does not change meanwhile.
package struct Arrangement: Sendable {
  package var list: BatchList
  package var query: ViewQuery
  /// Seconds since 1970 in UTC.
  package var now: Int
  package var baselines: PhaseBaselines

  package init(list: BatchList, query: ViewQuery, now: Int, baselines: PhaseBaselines) {
    self.list = list
    self.query = query
    self.now = now
    self.baselines = baselines
  }

  package struct Outcome: Sendable {
    package var shown: ShownRows
    /// When it may become another by the passing of time alone, in seconds since 1970 in UTC.
    package var changesAt: Int?
  }

  /// Rows up to which this takes less time than drawing a frame.
  package static let rowsAtOnce = 2000
  /// Steps between two looks at whether somebody still waits.
  private static let stepsBetweenLooks = 2048

  private struct Cancelled: Error {}

  /// - Returns: nil when it was cancelled.
  package func run(isCancelled: () -> Bool = { false }) -> Outcome? {
    if query.isPlain { return Outcome(shown: .all, changesAt: nil) }
    do {
      return try outcome(isCancelled)
    } catch {
      return nil
    }
  }

  private func outcome(_ isCancelled: () -> Bool) throws(Cancelled) -> Outcome {
    var steps = 0
    func look() throws(Cancelled) {
      // Also before the first: of many that were begun in a row, most are cancelled before they start.
      if steps % Self.stepsBetweenLooks == 0, isCancelled() { throw Cancelled() }
      steps += 1
    }
    var ids: [String] = []
    var entries: [SortEntry] = []
    var changesAt: Int?
    try list.forEachBatch { batch throws(Cancelled) in
      try look()
      if let moment = query.nextChange(of: batch, after: now, baselines: baselines) {
        changesAt = min(changesAt ?? moment, moment)
      }
      guard query.matches(batch, now: now, baselines: baselines) else { return }
      if query.order.column == nil {
        ids.append(batch.id)
      } else {
        entries.append(query.order.entry(of: batch, now: now, baselines: baselines))
      }
    }
    if query.order.column != nil {
      do {
        try entries.sort { left, right in
          try look()
          return left.precedes(right, isDescending: query.order.isDescending)
        }
      } catch {
        throw Cancelled()
      }
      ids = entries.map(\.id)
    }
    return Outcome(shown: ShownRows(ids: ids), changesAt: changesAt)
  }
}

import BatchInsight
import BatchStore
import Batches

/// The way from a row to the next problem among those that are shown: a value that can be carried out
/// anywhere, on rows that do not change meanwhile.
struct ProblemSearch: Sendable {
  var list: BatchList
  var shown: ShownRows
  /// The place of the row that it starts from; that row itself is not looked at.
  var start: Int
  var isForward: Bool
  /// Seconds since 1970 in UTC.
  var now: Int
  var baselines: PhaseBaselines

  enum Outcome: Sendable, Hashable {
    case found(id: String)
    /// There is none up to the last row.
    case nothing
    /// It ended before the last row.
    case unfinished
  }

  /// Rows up to which this takes less time than drawing a frame.
  static let rowsAtOnce = 1000
  /// Rows between two looks at whether somebody still waits.
  private static let rowsBetweenLooks = 512

  /// - Parameter mostRows: to look at.
  func run(mostRows: Int = .max, isCancelled: () -> Bool = { false }) -> Outcome {
    let count = shown.count ?? list.count
    let step = isForward ? 1 : -1
    var index = start + step
    var looked = 0
    while looked < mostRows {
      // Also before the first row, as it may be cancelled before it starts.
      if looked % Self.rowsBetweenLooks == 0, isCancelled() { return .unfinished }
      guard index >= 0, index < count else { return .nothing }
      let row = shown.ids == nil ? list[index] : list.row(shown[index])
      if let batch = row?.batch,
        Tab.problems.contains(batch, verdict: Verdict.of(batch, now: now, baselines: baselines))
      {
        return .found(id: batch.id)
      }
      index += step
      looked += 1
    }
    return .unfinished
  }
}

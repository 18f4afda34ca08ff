import BatchInsight
import Batches

struct DurationColumn: ColumnContent {
  let label = "duration"
  let letter: Character = "d"
  let help = "from creation to the end, or until now"

  func width(in mode: TimeMode) -> Int { 9 }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.span(.duration, of: batch, as: .long, theme)
  }

  func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int? {
    guard !batch.hasEnded else { return nil }
    return batch.times[.created].map { cell.secondsUntilChange(of: .long, since: $0) }
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.duration, of: batch, now: now)
  }

  var isDescendingAtFirst: Bool { true }

  /// An active batch overtakes those that have ended.
  func nextMove(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int? {
    batch.hasEnded ? nil : now + Self.orderSeconds
  }

  /// Seconds for which the order is good enough: the cells show minutes at the most.
  private static let orderSeconds = 60
}

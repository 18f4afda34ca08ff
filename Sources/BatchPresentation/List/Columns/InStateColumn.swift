import BatchInsight
import Batches

struct InStateColumn: ColumnContent {
  let label = "in state for"
  let letter: Character = "i"
  let help = "time since the batch reached its current status"

  func title(in mode: TimeMode) -> String { "IN STATE" }

  func width(in mode: TimeMode) -> Int { 9 }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.span(.inState, of: batch, as: .short, theme)
  }

  func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int? {
    batch.stateSince.map { cell.secondsUntilChange(of: .short, since: $0) }
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.inState, of: batch, now: now)
  }

  var isDescendingAtFirst: Bool { true }
}

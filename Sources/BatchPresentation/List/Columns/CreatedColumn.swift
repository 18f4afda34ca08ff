import BatchInsight
import Batches

struct CreatedColumn: ColumnContent {
  let label = "created"
  let letter: Character = "c"
  let help = "date and time of creation"

  func width(in mode: TimeMode) -> Int { TimeMode.local.cellColumns }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.creation(of: batch, as: cell.mode == .relative ? .local : cell.mode, theme)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.created, of: batch, now: now)
  }

  var isDescendingAtFirst: Bool { true }
}

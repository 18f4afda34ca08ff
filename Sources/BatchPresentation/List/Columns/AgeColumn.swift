import BatchInsight
import Batches

struct AgeColumn: ColumnContent {
  let label = "age"
  let letter: Character = "a"
  let help = "time since creation; `t` turns it into a date"

  func title(in mode: TimeMode) -> String {
    mode == .relative ? "AGE" : CreatedColumn().title(in: mode)
  }

  func width(in mode: TimeMode) -> Int { mode.cellColumns }

  func widths(in list: Int, mode: TimeMode) -> [ColumnWidth] {
    [ColumnWidth(columns: width(in: mode), name: ColumnWidth.LeastName.barest)]
  }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.creation(of: batch, as: cell.ageMode, theme)
  }

  func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int? {
    batch.times[.created].flatMap { cell.ageMode.secondsUntilCellChanges($0, now: cell.now) }
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.age, of: batch, now: now)
  }
}

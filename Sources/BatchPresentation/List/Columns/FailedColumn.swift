import BatchInsight
import Batches

struct FailedColumn: ColumnContent {
  let label = "failed"
  let letter: Character = "f"
  let help = "number of failed requests, likewise"

  func width(in mode: TimeMode) -> Int { 7 }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    guard let failed = batch.counts?.failed else { return cell.line(nil, theme) }
    return StyledLine(String(failed), failed > 0 ? theme.error : theme.secondary)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.failed, of: batch, now: now)
  }

  var isDescendingAtFirst: Bool { true }
}

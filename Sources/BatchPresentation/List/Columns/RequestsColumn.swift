import BatchInsight
import Batches

struct RequestsColumn: ColumnContent {
  let label = "requests"
  let letter: Character = "r"
  let help = "number of requests, as the server counts them"

  func width(in mode: TimeMode) -> Int { 9 }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.line(batch.counts?.total.map { String($0) }, theme)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.requests, of: batch, now: now)
  }

  var isDescendingAtFirst: Bool { true }
}

import BatchInsight
import Batches

struct TokensColumn: ColumnContent {
  let label = "tokens"
  let letter: Character = "t"
  let help = "tokens of all requests, where the list tells them"

  func width(in mode: TimeMode) -> Int { 8 }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.line(batch.usage?.total.map { $0.abbreviated }, theme)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.tokens, of: batch, now: now)
  }

  var isDescendingAtFirst: Bool { true }
}

import BatchInsight
import Batches
import Screen

struct ModelColumn: ColumnContent {
  let label = "model"
  let letter: Character = "m"
  let help = "the model, where the list tells it"

  func width(in mode: TimeMode) -> Int { 20 }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.line(batch.model.map { ScreenText.beginning(of: $0) }, theme)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    batch.model.map { .natural($0) } ?? .unknown
  }
}

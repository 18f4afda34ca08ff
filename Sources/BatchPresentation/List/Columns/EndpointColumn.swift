import BatchInsight
import Batches
import Screen

struct EndpointColumn: ColumnContent {
  let label = "endpoint"
  let letter: Character = "e"
  let help = "the API endpoint that the requests go to"

  func width(in mode: TimeMode) -> Int { 20 }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    cell.line(batch.endpoint.map { ScreenText.beginning(of: $0) }, theme)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    batch.endpoint.map { .natural($0) } ?? .unknown
  }
}

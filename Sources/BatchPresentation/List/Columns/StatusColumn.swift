import BatchInsight
import Batches
import Screen

struct StatusColumn: ColumnContent {
  let label = "status"
  let letter: Character = "s"
  let help = "the server's own word"

  func width(in mode: TimeMode) -> Int { 11 }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    let style = theme.style(of: batch)
    let word = batch.status.text.isEmpty ? style.word : batch.status.briefText
    return StyledLine(ScreenText.beginning(of: word), style.wordStyle)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .number(Double(batch.status.meaning.rank))
  }
}

extension BatchStatus.Meaning {
  /// In the order of a life, the ends last.
  fileprivate var rank: Int {
    switch self {
    case .validating: 0
    case .queued: 1
    case .running: 2
    case .finalizing: 3
    case .cancelling: 4
    case .unknown: 5
    case .completed: 6
    case .failed: 7
    case .expired: 8
    case .cancelled: 9
    }
  }
}

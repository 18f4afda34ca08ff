import BatchInsight
import Batches

struct ProgressColumn: ColumnContent {
  let label = "progress"
  let letter: Character = "p"
  let help = "the share of requests that have ended, the failures, or the error"

  func width(in mode: TimeMode) -> Int { 10 }

  /// The widest one has room for a bar.
  func widths(in list: Int, mode: TimeMode) -> [ColumnWidth] {
    [
      ColumnWidth(columns: list >= 110 ? 24 : 19, name: ColumnWidth.LeastName.besideBar),
      ColumnWidth(columns: width(in: mode), name: ColumnWidth.LeastName.besideCounts),
    ]
  }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    ProgressCell.line(
      of: batch, columns: columns, theme: theme,
      verdict: cell.hasVerdictColumn
        ? nil : Verdict.of(batch, now: cell.now, baselines: cell.baselines))
  }

  /// The cell shows the verdict, too.
  func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int? {
    cell.secondsUntilVerdictChanges(of: batch)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .measure(.percent, of: batch, now: now)
  }

  var isDescendingAtFirst: Bool { true }
}

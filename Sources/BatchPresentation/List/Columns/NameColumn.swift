import BatchInsight
import Batches
import Screen

struct NameColumn: ColumnContent {
  let label = "name"
  let letter: Character = "n"
  let help = "the name, or the file name or id of a batch without one"

  func width(in mode: TimeMode) -> Int { 12 }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    NameCell.line(of: batch, columns: columns, theme: theme)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    .natural(batch.name)
  }
}

/// The name of a batch in one cell.
enum NameCell {
  /// In columns; a narrower cell shows the beginning alone.
  private static let leastForBothEnds = 8

  /// - Returns: a line that may be longer, except for an id: it is cut in its middle, because ids often
  ///   differ only at their ends.
  static func line(of batch: Batch, columns: Int, theme: Theme) -> StyledLine {
    let name = batch.name
    guard name == batch.id, columns >= leastForBothEnds else {
      return StyledLine(ScreenText.beginning(of: name))
    }
    let id = IDText.shortened(name, to: columns, ellipsis: theme.ellipsis)
    return StyledLine(ScreenText.beginning(of: id))
  }
}

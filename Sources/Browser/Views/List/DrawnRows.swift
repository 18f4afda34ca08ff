import Batches
import Screen

/// Rows of the list as they were drawn in the last frame, so that a key draws none of them anew
/// that reads as before. It saves time and nothing else: a frame is the same with what was drawn
/// earlier and without it.
///
/// It belongs to one state, whose zone never changes.
struct DrawnRows {
  /// What all rows are drawn from.
  struct Setting: Equatable {
    var columns: ListColumns
    /// Seconds since 1970.
    var now: Int
    var mode: TimeMode
    var ageMode: TimeMode
    var norms: PhaseNorms
    /// Columns from the left edge of the screen.
    var left: Int
    var width: Int
  }

  private struct Drawn {
    var row: BatchRow
    var mark: StyledLine
    /// Without the bar of the cursor.
    var cells: [Cell]
  }

  private var setting: Setting?
  private var rows: [String: Drawn] = [:]
  /// Those of the frame that is being drawn.
  private var kept: [String: Drawn] = [:]

  /// To be called before the rows of a frame.
  mutating func begin(_ setting: Setting) {
    rows = setting == self.setting ? kept : [:]
    kept = [:]
    self.setting = setting
  }

  /// Puts a row on the screen: as it was drawn, or by `draw`.
  mutating func put(
    _ row: BatchRow, _ mark: StyledLine, at place: Rect, _ frame: inout Frame,
    draw: (inout Frame) -> Void
  ) {
    if let drawn = rows[row.batch.id], drawn.row == row, drawn.mark == mark {
      frame.put(drawn.cells, at: place)
      kept[row.batch.id] = drawn
    } else {
      draw(&frame)
      kept[row.batch.id] = Drawn(row: row, mark: mark, cells: frame.cells(of: place))
    }
  }
}

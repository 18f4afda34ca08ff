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

  /// By reference: the texts of a row would be counted one by one each time it is kept.
  private final class Drawn: Sendable {
    let row: BatchRow
    let mark: StyledLine
    /// Without the bar of the cursor.
    let cells: [Cell]

    init(_ row: BatchRow, _ mark: StyledLine, _ cells: [Cell]) {
      (self.row, self.mark, self.cells) = (row, mark, cells)
    }
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
      kept[row.batch.id] = Drawn(row, mark, frame.cells(of: place))
    }
  }
}

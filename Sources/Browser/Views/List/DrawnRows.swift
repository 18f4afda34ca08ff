import Batches
import Screen

/// Rows of the list as they were drawn in the last frame, so that a key neither unpacks nor draws
/// one anew that reads as before. It saves time and nothing else: a frame is the same with what was
/// drawn earlier and without it.
///
/// It belongs to one state, whose zone never changes.
struct DrawnRows {
  /// What all rows are drawn from, beside the time.
  struct Setting: Equatable {
    var columns: ListColumns
    var mode: TimeMode
    var ageMode: TimeMode
    var norms: PhaseNorms
    /// Columns from the left edge of the screen.
    var left: Int
    var width: Int
  }

  /// Without the row itself: its texts lie all over the memory, and a key would have to fetch them.
  private final class Drawn: Sendable {
    let row: MarkedRow
    let mark: RowMark
    /// Without the bar of the cursor.
    let cells: [[Cell]]
    /// When it was drawn, in seconds since 1970.
    let moment: Int
    /// After how many seconds it reads otherwise; nil for never.
    let lasts: Int?

    init(_ row: MarkedRow, _ mark: RowMark, _ cells: [[Cell]], at moment: Int, lasts: Int?) {
      (self.row, self.mark, self.cells) = (row, mark, cells)
      (self.moment, self.lasts) = (moment, lasts)
    }

    /// Seconds from a moment on for which it reads like this; 0 or less where it does not.
    func rest(at now: Int) -> Int {
      guard now >= moment else { return 0 }
      return lasts.map { $0.minusSaturating(now.minusSaturating(moment)) } ?? .max
    }
  }

  private var setting: Setting?
  private var earlier: [StoredRow: Drawn] = [:]
  /// Those of the frame that is being drawn, or was drawn last.
  private var current: [StoredRow: Drawn] = [:]

  /// To be called before anything of a frame is drawn.
  mutating func begin() {
    swap(&earlier, &current)
    current.removeAll(keepingCapacity: true)
  }

  /// To be called before the rows of a frame.
  mutating func use(_ setting: Setting) {
    if setting != self.setting { earlier = [:] }
    self.setting = setting
  }

  /// Puts a row on the screen: as it was drawn, or by `draw`.
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - draw: tells after how many seconds the row reads otherwise; nil for never.
  mutating func put(
    _ stored: StoredRow, at place: Rect, now: Int, _ frame: inout Frame,
    mark: (MarkedRow) -> RowMark, draw: (BatchRow, RowMark, inout Frame) -> Int?
  ) {
    if let drawn = earlier[stored], drawn.rest(at: now) > 0, drawn.mark == mark(drawn.row) {
      frame.put(drawn.cells, at: place)
      current[stored] = drawn
      return
    }
    let row = stored.row
    let marked = MarkedRow(row)
    let mark = mark(marked)
    let lasts = draw(row, mark, &frame)
    current[stored] = Drawn(marked, mark, frame.cells(of: place), at: now, lasts: lasts)
  }

  /// Seconds until one of the rows of the last frame reads otherwise; nil for never.
  func secondsUntilChange(now: Int) -> Int? {
    current.values.lazy.compactMap { $0.lasts == nil ? nil : $0.rest(at: now) }.min()
  }
}

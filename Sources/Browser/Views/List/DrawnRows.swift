import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// Rows of the list as they were drawn in the last frame, so that a key neither unpacks nor draws
/// one again whose text is the same. It saves time and nothing else: a frame is the same with what was
/// drawn earlier and without it.
///
/// It belongs to one state, whose zone never changes.
struct DrawnRows {
  /// What all rows are drawn from, beside the time.
  struct Setting: Equatable {
    var columns: ListColumns
    var mode: TimeMode
    var ageMode: TimeMode
    var baselines: PhaseBaselines
    /// Whether rows that have ended may be from an earlier run.
    var isOutdated: Bool
    /// Columns from the left edge of the screen.
    var left: Int
    var width: Int
  }

  /// Without the row itself, whose strings are scattered in memory. Held by reference, as most of them go
  /// from frame to frame.
  private final class Drawn {
    let stored: StoredRow
    let row: MarkedRow
    let mark: RowMark
    /// Without the bar of the cursor.
    let cells: [Cell]
    /// When it was drawn, in seconds since 1970.
    let moment: Int
    /// After how many seconds its text changes; nil for never.
    let lasts: Int?

    init(
      stored: StoredRow, row: MarkedRow, mark: RowMark, cells: [Cell], moment: Int, lasts: Int?
    ) {
      self.stored = stored
      self.row = row
      self.mark = mark
      self.cells = cells
      self.moment = moment
      self.lasts = lasts
    }

    /// Seconds from a moment on for which its text holds; 0 or less where it does not.
    func remaining(at now: Int) -> Int {
      guard now >= moment else { return 0 }
      return lasts.map { $0.minusSaturating(now.minusSaturating(moment)) } ?? .max
    }
  }

  private var setting: Setting?
  /// Those of the frame before, in their order.
  private var earlier: [Drawn] = []
  /// Those of the frame that is being drawn, or was drawn last.
  private var current: [Drawn] = []
  /// The index in `earlier` of the last one that was looked for.
  private var latest = -1

  /// To be called before anything of a frame is drawn.
  mutating func begin() {
    swap(&earlier, &current)
    current.removeAll(keepingCapacity: true)
    latest = -1
  }

  /// To be called before the rows of a frame.
  mutating func use(_ setting: Setting) {
    if setting != self.setting { earlier = [] }
    self.setting = setting
  }

  /// Puts a row on the screen: as it was drawn, or by `draw`.
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - draw: returns the seconds until the row's text changes; nil for never.
  mutating func put(
    _ stored: StoredRow, at rect: Rect, now: Int, _ frame: inout Frame,
    mark: (MarkedRow) -> RowMark, draw: (BatchRow, RowMark, inout Frame) -> Int?
  ) {
    if let index = earlierIndex(of: stored), earlier[index].remaining(at: now) > 0,
      earlier[index].mark == mark(earlier[index].row)
    {
      frame.put(earlier[index].cells, at: rect)
      current.append(earlier[index])
      return
    }
    let row = stored.row
    let marked = MarkedRow(row)
    let mark = mark(marked)
    let lasts = draw(row, mark, &frame)
    current.append(
      Drawn(
        stored: stored, row: marked, mark: mark, cells: frame.cells(of: rect), moment: now,
        lasts: lasts))
  }

  /// The index of a row in `earlier`: rows come in the same order, frame after frame, so that it is
  /// nearly always the next one. Rows that are new to the screen are looked for among all of it: a
  /// comparison takes a nanosecond, and a table of them would be filled for every frame.
  private mutating func earlierIndex(of stored: StoredRow) -> Int? {
    let next = latest + 1
    let isNext = next < earlier.count && earlier[next].stored == stored
    guard let index = isNext ? next : earlier.firstIndex(where: { $0.stored == stored }) else {
      return nil
    }
    latest = index
    return index
  }

  /// Seconds until the text of a row of the last frame changes; nil for never.
  func secondsUntilChange(now: Int) -> Int? {
    current.lazy.compactMap { $0.lasts == nil ? nil : $0.remaining(at: now) }.min()
  }
}

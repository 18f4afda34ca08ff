import BatchStore
import Screen

/// The rows on screen, as the list and the Gantt chart show them.
struct VisibleRows: Sendable {
  /// The room for them.
  let area: Rect
  let rows: [StoredRow]
  /// The line that the cursor is on, counted from the first one of `area`; nil for none.
  let cursor: Int?
  /// Whether the keys act on them.
  let hasFocus: Bool
  let marks: RowMarks
  /// Lines below which rows may be missing.
  let gaps: Set<Int>

  /// Where a line is on the screen.
  func rect(ofLine line: Int) -> Rect {
    Rect(column: area.column, row: area.row + line, columns: area.columns, rows: 1)
  }

  func mark(of row: MarkedRow, onLine line: Int) -> RowMark {
    marks.mark(of: row, isGap: gaps.contains(line))
  }
}

extension VisibleRows {
  /// - Parameter area: of the layout that the state has.
  init(state: BrowserState, area: Rect) {
    let (rows, list, visible) = (state.rows, state.shownList, state.visibleIndices)
    self.area = area
    self.rows = visible.compactMap { rows.stored(at: $0, in: list) }
    cursor = state.cursorIndex.flatMap { visible.contains($0) ? $0 - visible.lowerBound : nil }
    hasFocus = state.screen.focus == .list
    marks = RowMarks(state: state)
    let gaps = state.showsGone ? [] : rows.gapIndices(of: state.loader.gaps, in: list)
    self.gaps = gaps.isEmpty ? [] : Set(gaps.map { $0 - visible.lowerBound })
  }
}

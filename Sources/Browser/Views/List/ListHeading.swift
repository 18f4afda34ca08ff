import BatchInsight
import BatchPresentation
import BatchStore
import Screen

/// The names of the list's columns.
struct ListHeading: Sendable {
  let area: Rect
  let order: SortOrder
  let ageMode: TimeMode
  /// Rows that arrived above the screen.
  let arrivals: Int
  let theme: Theme

  func draw(_ line: StyledLine, into frame: inout Frame) {
    frame.draw(line, at: Point(column: area.column, row: area.row), clip: area)
  }

  func line(_ columns: ListColumns) -> StyledLine {
    let style = theme.heading
    var line = StyledLine(String(repeating: " ", count: ListColumns.glyphColumns), style)
    if columns.word > 0 { line.append(title(of: .status, columns: columns.word) + ListView.gap) }
    line.append(name(columns: columns.name))
    for (index, slot) in columns.slots.enumerated() {
      // Marks use columns that would be blank anyway.
      let isScrolled = index == 0 && columns.scrolled > 0
      line.append(isScrolled ? StyledLine(theme.glyphs.columnsLeft + " ", style) : ListView.gap)
      line.append(title(of: slot.column, columns: slot.width))
    }
    if columns.hiddenRight > 0 { line.append(theme.glyphs.columnsRight, style) }
    return line
  }

  /// Above the names, with a note of rows that arrived above the screen.
  func name(columns: Int) -> StyledLine {
    var name = heading(of: .name, columns: columns)
    if arrivals > 0 { name.append("   \(theme.glyphs.up) \(arrivals) new", theme.mark) }
    return name.fitted(to: columns, ellipsis: theme.ellipsis)
  }

  private func title(of column: ListColumn, columns: Int) -> StyledLine {
    heading(of: column, columns: columns)
      .fitted(to: columns, alignment: column.content.alignment, ellipsis: theme.ellipsis)
  }

  /// The name of a column, with an arrow where the rows are sorted by it.
  private func heading(of column: ListColumn, columns: Int) -> StyledLine {
    let content = column.content
    let title = content.title(in: ageMode)
    guard let order = column.order(shownOf: order, mode: ageMode) else {
      return StyledLine(title, theme.heading)
    }
    let arrow = theme.glyphs.arrow(of: order)
    let isRoomy = content.alignment == .left && ScreenText.columns(of: title) + 2 <= columns
    return StyledLine(title + (isRoomy ? " " : "") + arrow, theme.heading)
  }
}

extension ListHeading {
  /// - Parameter area: of the layout that the state has.
  /// - Returns: nil where there are no rows to be headed.
  init?(state: BrowserState, area: Rect, theme: Theme) {
    guard state.hasRows else { return nil }
    self.area = area
    order = state.query.order
    ageMode = state.screen.display.ageMode
    arrivals = state.viewport.arrivals
    self.theme = theme
  }
}

import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// The list: column names, one row per batch, and the line that says whether there is more.
struct ListView {
  let shown: ShownState
  let theme: Theme

  private var state: BrowserState { shown.state }

  func draw(
    into frame: inout Frame, reusing drawn: inout DrawnRows, _ lifetime: inout Lifetime
  ) {
    let layout = state.layout
    let columns = state.listColumns
    let cell = state.listCell(of: columns)
    if !state.list.isEmpty {
      frame.draw(
        names(columns), at: Point(column: layout.rows.column, row: layout.columnNames.row),
        clip: layout.columnNames)
    }
    let visible = state.visibleIndices
    let cursor = state.cursorIndex
    let gaps = state.rows.gapIndices(of: state.loader.gaps, in: state.list)
    drawn.use(
      DrawnRows.Setting(
        columns: columns, mode: cell.mode, ageMode: cell.ageMode, baselines: cell.baselines,
        isOutdated: state.recall.isOutdated,
        left: layout.rows.column, width: layout.rows.columns))
    for (line, index) in visible.enumerated() {
      guard let row = state.rows.stored(at: index, in: state.list) else { break }
      let rowArea = Rect(
        column: layout.rows.column, row: layout.rows.row + line, columns: layout.rows.columns,
        rows: 1)
      drawn.put(row, at: rowArea, now: cell.now, &frame) { row in
        state.mark(of: row, isGap: gaps.contains(index))
      } draw: { row, mark, frame in
        var text = self.text(of: row.batch, columns, cell)
        if state.recall.isOld(asOf: row.asOf, isActive: row.batch.isActive) {
          text = text.restyled { $0.adding(.dim) }
        }
        text = mark.line(theme) + text
        frame.draw(text, at: Point(column: rowArea.column, row: rowArea.row), clip: rowArea)
        return cell.secondsUntilChange(columns, of: row.batch)
      }
      if index == cursor {
        frame.select(rowArea, theme, focused: state.screen.focus == .list)
      }
    }
    if visible.count < layout.rows.rows {
      drawEnd(below: visible.count, &frame, &lifetime)
    }
    lifetime.limit(
      to: drawn.secondsUntilChange(now: cell.now), after: state.clocks.local)
  }

  private func names(_ columns: ListColumns) -> StyledLine {
    let style = theme.heading
    var line = StyledLine(String(repeating: " ", count: ListColumns.glyphColumns), style)
    if columns.word > 0 { line.append(title(of: .status, columns: columns.word) + Self.gap) }
    line.append(nameHeading(columns: columns.name))
    for (index, slot) in columns.slots.enumerated() {
      // Marks use columns that would be blank anyway.
      let isScrolled = index == 0 && columns.scrolled > 0
      line.append(isScrolled ? StyledLine(theme.glyphs.columnsLeft + " ", style) : Self.gap)
      line.append(title(of: slot.column, columns: slot.width))
    }
    if columns.hiddenRight > 0 { line.append(theme.glyphs.columnsRight, style) }
    return line
  }

  /// Above the names, with a note of rows that arrived above the screen.
  func nameHeading(columns: Int) -> StyledLine {
    var name = heading(of: .name, columns: columns)
    if state.viewport.arrivals > 0 {
      name.append("   \(theme.glyphs.up) \(state.viewport.arrivals) new", theme.mark)
    }
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
    guard let order = column.order(shownOf: state.query.order, mode: ageMode) else {
      return StyledLine(title, theme.heading)
    }
    let arrow = theme.glyphs.arrow(of: order)
    let isRoomy = content.alignment == .left && ScreenText.columns(of: title) + 2 <= columns
    return StyledLine(title + (isRoomy ? " " : "") + arrow, theme.heading)
  }

  private var ageMode: TimeMode { state.display.ageMode }

  /// What follows the mark of a row.
  private func text(of batch: Batch, _ columns: ListColumns, _ cell: ListCell) -> StyledLine {
    let style = theme.style(of: batch)
    var text = StyledLine(" ")
    text.append(style.glyph, style.glyphStyle)
    text.append(" ")
    func add(_ column: ListColumn, _ width: Int) {
      let content = column.content
      text.append(
        content.line(of: batch, columns: width, theme: theme, in: cell)
          .fitted(to: width, alignment: content.alignment, ellipsis: theme.ellipsis))
    }
    if columns.word > 0 {
      add(.status, columns.word)
      text.append(Self.gap)
    }
    add(.name, columns.name)
    for slot in columns.slots {
      text.append(Self.gap)
      add(slot.column, slot.width)
    }
    return text
  }

  /// Between two columns.
  static var gap: StyledLine { .blank(ListColumns.gap) }

  // MARK: The end of the list

  func drawEnd(below line: Int, _ frame: inout Frame, _ lifetime: inout Lifetime) {
    let area = state.layout.rows
    let text = ListEnd(shown: shown, theme: theme)
    lifetime.limit(to: text.countdown?.nextChange)
    let room = max(0, area.columns - 4)
    let lines = state.shownCount == 0 ? text.page(columns: room) : [text.line]
    // An empty screen has the room to say it calmly, below the eye's first line.
    let top = state.shownCount == 0 && area.rows > 8 ? 2 : 0
    for (offset, styled) in lines.enumerated() {
      let row = area.row + line + top + offset
      guard row < area.endRow else { break }
      frame.draw(
        styled.truncated(to: room, ellipsis: theme.ellipsis),
        at: Point(column: area.column + 4, row: row), clip: area)
    }
  }
}

import Batches
import Screen

/// The list: names of columns, a row each batch, and the line that tells how the list goes on.
struct ListView {
  let state: BrowserState
  let theme: Theme

  func draw(into frame: inout Frame) {
    let layout = state.layout
    let columns = ListColumns(
      columns: layout.rows.columns, timeColumns: state.timeMode.cellColumns)
    if !state.list.isEmpty {
      frame.draw(
        names(columns), at: Point(column: layout.rows.column, row: layout.columnNames.row),
        clip: layout.columnNames)
    }
    let visible = state.visibleIndices
    let cursor = state.cursorIndex
    let gaps = state.gapPlaces
    for (line, index) in visible.enumerated() {
      guard let row = state.shownRow(at: index) else { break }
      draw(
        row, columns, line: line, isSelected: index == cursor, isGap: gaps.contains(index), &frame)
    }
    if visible.count < layout.rows.rows {
      drawEnd(below: visible.count, &frame)
    }
  }

  private func names(_ columns: ListColumns) -> StyledLine {
    let style = theme.heading
    var line = StyledLine(String(repeating: " ", count: ListColumns.glyphColumns), style)
    if columns.word > 0 { line.append(cell("STATUS", columns.word, style)) }
    line.append(nameHeading(columns: columns.name))
    line.append(gap)
    if columns.progress > 0 { line.append(cell("PROGRESS", columns.progress, style)) }
    if columns.time > 0 {
      line.append(
        StyledLine(state.timeMode == .relative ? "AGE" : "CREATED", style)
          .fitted(to: columns.time, alignment: .right, ellipsis: theme.glyphs.ellipsis))
    }
    return line
  }

  /// Above the names, with a note of rows that arrived above the screen.
  func nameHeading(columns: Int) -> StyledLine {
    var name = StyledLine("NAME", theme.heading)
    if state.arrivals > 0 {
      name.append("   \(theme.glyphs.up) \(state.arrivals) new", theme.mark)
    }
    return name.fitted(to: columns, ellipsis: theme.glyphs.ellipsis)
  }

  private func draw(
    _ row: BatchRow, _ columns: ListColumns, line: Int, isSelected: Bool, isGap: Bool,
    _ frame: inout Frame
  ) {
    let batch = row.batch
    let look = theme.look(of: batch)
    var text = mark(of: row, isGap: isGap)
    text.append(" ")
    text.append(look.glyph, look.glyphStyle)
    text.append(" ")
    if columns.word > 0 { text.append(cell(look.word, columns.word, look.wordStyle)) }
    text.append(cell(batch.name, columns.name, .plain))
    if columns.progress > 0 {
      text.append(
        ProgressCell.line(of: batch, columns: columns.progress, theme: theme)
          .fitted(to: columns.progress, ellipsis: theme.glyphs.ellipsis))
      text.append(gap)
    }
    if columns.time > 0 {
      let time = batch.times[.created].map {
        state.timeMode.cell($0, now: state.second, zone: state.settings.zone)
      }
      text.append(
        StyledLine(time ?? theme.glyphs.none, theme.secondary)
          .fitted(to: columns.time, alignment: .right, ellipsis: theme.glyphs.ellipsis))
    }
    let area = state.layout.rows
    let place = Rect(column: area.column, row: area.row + line, columns: area.columns, rows: 1)
    frame.draw(text, at: Point(column: place.column, row: place.row), clip: place)
    if isSelected {
      frame.restyle(place) { theme.selected($0, focused: state.focus == .list) }
    }
  }

  /// What is to be known of the row beside its batch: new, changed, not up to date, or that rows
  /// may be missing below it.
  func mark(of row: BatchRow, isGap: Bool) -> StyledLine {
    if isGap { return StyledLine(theme.glyphs.gap, theme.warning) }
    if state.followed == row.batch.id { return StyledLine(theme.glyphs.followed, theme.title) }
    switch state.marks[row.batch.id] {
    case .new: return StyledLine(theme.glyphs.new, theme.mark)
    case .changed: return StyledLine(theme.glyphs.changed, theme.mark)
    case nil: break
    }
    return state.isStale(row)
      ? StyledLine(theme.glyphs.stale, theme.secondary) : StyledLine(" ")
  }

  private var gap: StyledLine { StyledLine(String(repeating: " ", count: ListColumns.gap)) }

  private func cell(_ text: String, _ columns: Int, _ style: Style) -> StyledLine {
    StyledLine(ScreenText.beginning(of: text), style)
      .fitted(to: columns, ellipsis: theme.glyphs.ellipsis) + gap
  }

  // MARK: The end of the list

  func drawEnd(below line: Int, _ frame: inout Frame) {
    let area = state.layout.rows
    let text = ListEnd(state: state, theme: theme)
    let room = max(0, area.columns - 4)
    let lines = state.shownCount == 0 ? text.page(columns: room) : [text.line]
    // An empty screen has the room to say it calmly, below the eye's first line.
    let top = state.shownCount == 0 && area.rows > 8 ? 2 : 0
    for (offset, styled) in lines.enumerated() {
      let row = area.row + line + top + offset
      guard row < area.endRow else { break }
      frame.draw(
        styled.truncated(to: room, ellipsis: theme.glyphs.ellipsis),
        at: Point(column: area.column + 4, row: row), clip: area)
    }
  }
}

import BatchInsight
import BatchPresentation
import Batches
import Screen

/// How the log of changes is drawn.
struct LogView {
  let context: OverlayContext
  let theme: Theme
  /// The entries on screen, counted from the newest.
  let shown: Range<Int>
  /// The place of the chosen entry.
  let chosen: Int

  /// Rows above the entries: what they are.
  static let headRows = 1
  private static let mostNameColumns = 40
  private static let leastNameColumns = 10
  /// Columns between the parts of a row, with the glyph and the margins.
  private static let gapColumns = 9

  private struct Row {
    var time: String
    var style: StatusStyle
    var name: String
    var text: StyledLine
    var brief: StyledLine
  }

  func draw(into frame: inout Frame) {
    let area = context.body
    frame.clear(area)
    let (top, body) = area.splitTop(Self.headRows)
    if context.changeLog.isEmpty {
      drawNothing(body, &frame)
      return
    }
    let title = StyledLine("  ") + StyledLine("What changed", theme.heading)
    frame.draw(title, at: Point(column: top.column, row: top.row), clip: top)
    let note = StyledLine("as seen at each refresh, without progress", theme.secondary)
    if title.columns + note.columns + 3 <= top.columns {
      frame.draw(
        note, at: Point(column: top.endColumn - note.columns - 1, row: top.row), clip: top)
    }
    drawEntries(body, &frame)
  }

  private func drawEntries(_ area: Rect, _ frame: inout Frame) {
    let rows = shown.map { index in
      let entry = context.changeLog[index]
      let name = ScreenText.truncated(
        ScreenText.beginning(of: entry.batch.name), to: Self.mostNameColumns,
        ellipsis: theme.ellipsis)
      return Row(
        time: clock(entry.at), style: theme.style(of: entry.batch), name: name,
        text: ChangeText.line(of: entry, theme: theme),
        brief: ChangeText.line(of: entry, isBrief: true, theme: theme))
    }
    let timeColumns = rows.map(\.time.utf8.count).max() ?? 0
    // The text says what the reader came for, so the name gives way, then what was before.
    let room = area.columns - timeColumns - Self.gapColumns
    let textColumns = rows.map(\.text.columns).max() ?? 0
    let isBrief = room - textColumns < Self.leastNameColumns
    let columns = isBrief ? rows.map(\.brief.columns).max() ?? 0 : textColumns
    let nameColumns = min(
      rows.map { ScreenText.columns(of: $0.name) }.max() ?? 0,
      max(Self.leastNameColumns, room - columns))
    for (offset, row) in rows.enumerated() {
      let rowArea = Rect(
        column: area.column, row: area.row + offset, columns: area.columns, rows: 1)
      var line = StyledLine("  ")
      line.append(StyledLine(row.time, theme.secondary).padded(to: timeColumns, alignment: .right))
      line.append("  ")
      line.append(row.style.glyph, row.style.glyphStyle)
      line.append(" ")
      line.append(
        StyledLine(row.name).fitted(to: nameColumns, ellipsis: theme.ellipsis))
      line.append("  ")
      line.append(isBrief ? row.brief : row.text)
      frame.draw(
        line.truncated(to: rowArea.columns - 1, ellipsis: theme.ellipsis),
        at: Point(column: rowArea.column, row: rowArea.row), clip: rowArea)
      if shown.lowerBound + offset == chosen { frame.select(rowArea, theme) }
    }
    let below = context.changeLog.count - shown.upperBound
    if let note = theme.hiddenNote(above: shown.lowerBound, below: below) {
      let last = Rect(column: area.column, row: area.endRow - 1, columns: area.columns, rows: 1)
      frame.clear(last)
      frame.write(
        note, column: last.endColumn - ScreenText.columns(of: note) - 1, row: last.row,
        style: theme.secondary, clip: last)
    }
  }

  private func drawNothing(_ area: Rect, _ frame: inout Frame) {
    let texts = [
      "Nothing has changed since the program started.",
      "Refreshes note here what does, except for progress.",
    ]
    let lines = [StyledLine(texts[0], theme.title), StyledLine(texts[1], theme.secondary)]
      .flatMap { $0.wrapped(to: max(1, area.columns - 4)) }
    for (offset, line) in lines.enumerated() where offset < area.rows {
      frame.draw(
        line, at: Point(column: area.column + 2, row: area.row + offset), clip: area)
    }
  }

  /// "14:02" today, "06-04 14:02" on another day.
  private func clock(_ epoch: Int) -> String {
    guard let time = CivilTime(epoch: epoch, zone: context.zone) else { return TimeText.noDate }
    let isToday =
      CivilTime(epoch: context.clocks.local.second, zone: context.zone)?.date == time.date
    return isToday ? String(time.clock.prefix(5)) : time.short
  }
}

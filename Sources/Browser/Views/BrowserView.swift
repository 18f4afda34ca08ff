import Batches
import Screen

extension BrowserState {
  /// The whole screen, from nothing but the state.
  func draw(keymap: Keymap = .standard) -> Frame {
    var frame = Frame(size: size, repertoire: repertoire)
    let theme = Theme(repertoire: repertoire)
    let layout = layout
    if layout.isTooSmall {
      frame.write(
        "\(Layout.minimum.columns)x\(Layout.minimum.rows) needed", column: 0, row: 0)
      return frame
    }
    HeadView(state: self, theme: theme).draw(into: &frame)
    if case .help = overlay {
      HelpView(state: self, theme: theme, keymap: keymap).draw(into: &frame)
    } else {
      if !layout.rows.isEmpty { ListView(state: self, theme: theme).draw(into: &frame) }
      if let detail = layout.detail { drawDetail(theme, detail, &frame) }
      if let line = layout.separator { drawSeparator(theme, line, &frame) }
    }
    FootView(state: self, theme: theme, keymap: keymap).draw(into: &frame)
    return frame
  }

  private func drawSeparator(_ theme: Theme, _ line: Rect, _ frame: inout Frame) {
    let style = focus == .detail ? Style.plain : theme.border
    let glyph = line.columns == 1 ? theme.glyphs.vertical : theme.glyphs.horizontal
    for row in line.row..<line.endRow {
      frame.write(
        String(repeating: glyph, count: line.columns), column: line.column, row: row, style: style)
    }
  }

  private func drawDetail(_ theme: Theme, _ area: Rect, _ frame: inout Frame) {
    let inner = area.inset(columns: 1)
    let lines = detailLines(theme, columns: inner.columns)
    for (offset, line) in lines.dropFirst(detailTop).prefix(inner.rows).enumerated() {
      frame.draw(
        line.truncated(to: inner.columns, ellipsis: theme.glyphs.ellipsis),
        at: Point(column: inner.column, row: inner.row + offset), clip: inner)
    }
    let hidden = lines.count - detailTop - inner.rows
    if hidden > 0 {
      let note = " \(theme.glyphs.down) \(hidden) more "
      frame.write(
        note, column: area.endColumn - ScreenText.columns(of: note), row: area.endRow - 1,
        style: theme.secondary, clip: area)
    }
  }

  /// The detail of the batch under the cursor at some width, in columns.
  func detailLines(_ theme: Theme, columns: Int) -> [StyledLine] {
    guard let row = selectedRow else { return [] }
    var lines = DetailView.lines(
      of: row.batch, now: second, zone: settings.zone, mode: timeMode, columns: columns,
      theme: theme)
    if isStale(row) {
      let age = TimeText.relative(Int(row.asOf), now: second)
      lines.insert(StyledLine("as it was \(age), not refreshed since", theme.warning), at: 0)
    }
    return lines
  }

  /// Rows that the detail has at the width that it has now.
  var detailLineCount: Int {
    guard let detail = layout.detail else { return 0 }
    return detailLines(Theme(repertoire: repertoire), columns: detail.columns - 2).count
  }
}

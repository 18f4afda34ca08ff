import BatchPresentation
import Screen

/// A box in the middle of the screen with lines to choose from, or to read.
struct Popup {
  let title: String
  let lines: [StyledLine]
  /// The line that is chosen; nil where there is nothing to choose.
  let choice: Int?
  let theme: Theme

  private static let mostColumns = 72

  func draw(into frame: inout Frame) {
    guard let layout = layout(on: frame.bounds) else { return }
    frame.clear(layout.box)
    drawBorder(layout.box, &frame)
    let inner = layout.inner
    for (offset, line) in lines.dropFirst(layout.top).prefix(inner.rows).enumerated() {
      let row = Rect(
        column: inner.column, row: inner.row + offset, columns: inner.columns, rows: 1)
      let text = line.truncated(to: row.columns - 2, ellipsis: theme.ellipsis)
      frame.draw(text, at: Point(column: row.column + 1, row: row.row), clip: row)
      if layout.top + offset == choice { frame.select(row, theme) }
    }
  }

  /// The line at a place of the screen.
  func index(at point: Point, on size: Size) -> Int? {
    guard let layout = layout(on: Rect(size)), layout.inner.contains(point) else { return nil }
    let index = layout.top + point.row - layout.inner.row
    return lines.indices.contains(index) ? index : nil
  }

  /// The box, its inside, and the first line that is shown there; nil where there is no room.
  private func layout(on bounds: Rect) -> (box: Rect, inner: Rect, top: Int)? {
    let body = bounds.inset(columns: 2, rows: 1)
    let wanted = (lines.map(\.columns).max() ?? 0) + 4
    let box = Rect(
      size: Size(
        columns: min(body.columns, Self.mostColumns, max(wanted, 24)),
        rows: min(body.rows, lines.count + 2)), centredIn: body)
    guard box.columns > 4, box.rows > 2 else { return nil }
    let inner = box.inset(columns: 1, rows: 1)
    return (
      box, inner, min(max(0, (choice ?? 0) - inner.rows + 1), max(0, lines.count - inner.rows))
    )
  }

  private func drawBorder(_ box: Rect, _ frame: inout Frame) {
    let glyphs = theme.glyphs
    let line = String(repeating: glyphs.horizontal, count: box.columns - 2)
    let last = box.endRow - 1
    frame.write(
      glyphs.corners[0] + line + glyphs.corners[1], column: box.column, row: box.row,
      style: theme.border)
    frame.write(" \(title) ", column: box.column + 2, row: box.row, style: theme.title, clip: box)
    for row in box.row + 1..<last {
      frame.write(glyphs.vertical, column: box.column, row: row, style: theme.border)
      frame.write(glyphs.vertical, column: box.endColumn - 1, row: row, style: theme.border)
    }
    frame.write(
      glyphs.corners[3] + line + glyphs.corners[2], column: box.column, row: last,
      style: theme.border)
  }
}

extension Rect {
  /// An area of some size in the middle of another one.
  fileprivate init(size: Size, centredIn area: Rect) {
    self.init(
      column: area.column + (area.columns - size.columns) / 2,
      row: area.row + (area.rows - size.rows) / 2, columns: size.columns, rows: size.rows)
  }
}

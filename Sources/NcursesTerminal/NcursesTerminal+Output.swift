import CNcurses
import Glibc
import Screen

extension NcursesTerminal {
  public func show(_ frame: Frame) {
    guard isOpen, frame != shown else { return }
    if let collected {
      writeRaw(collected.bytes { update(to: frame) })
    } else {
      update(to: frame)
    }
    shown = frame
  }

  private func update(to frame: Frame) {
    writeCells(of: frame)
    placeCursor(frame.cursor)
    wnoutrefresh(window)
    doupdate()
  }

  public func invalidate() {
    guard isOpen else { return }
    updateSize()
    forgetScreen()
  }

  /// What is on the screen is not what was sent.
  func forgetScreen() {
    shown = nil
    clearok(window, true)
  }

  private func writeCells(of frame: Frame) {
    let rows = min(frame.size.rows, size.rows)
    let columns = min(frame.size.columns, size.columns)
    if frame.size != size { werase(window) }
    // Cells of the frame before say nothing about places that it did not have.
    let previous = shown?.size == frame.size && frame.size == size ? shown : nil
    for change in frame.changes(from: previous) {
      guard change.row < rows, change.column < columns else { continue }
      let isCut = change.cell.width == 2 && change.column + 1 == columns
      put(isCut ? .blank : change.cell, column: change.column, row: change.row)
    }
  }

  private func put(_ cell: Cell, column: Int, row: Int) {
    var complex = cchar_t()
    let pair = hasColor ? Int16(cell.style.color.rawValue) : 0
    // One base character and its marks, and the end: what a cell of ncurses holds.
    let most = Int(CCHARW_MAX)
    let isSet = withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: most + 1) { characters in
      let scalars = cell.content.scalars.prefix(most)
      for (place, scalar) in scalars.enumerated() { characters[place] = wchar_t(scalar.value) }
      characters[scalars.count] = 0
      let text = characters.baseAddress
      return setcchar(&complex, text, cell.style.attributes.curses, pair, nil) == OK
    }
    guard isSet else { return }
    wmove(window, Int32(row), Int32(column))
    // In the last cell this answers with an error, for want of a next place; the cell is written.
    wadd_wch(window, &complex)
  }

  private func placeCursor(_ cursor: Point?) {
    let visible = cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
    // Where it cannot be hidden it rests in the blank before the foot line, not behind what
    // happened to change last.
    let place = visible ?? (description.hidesCursor ? nil : Point(column: 0, row: size.rows - 1))
    if let place { wmove(window, Int32(place.row), Int32(place.column)) }
    leaveok(window, place == nil)
    curs_set(visible == nil ? 0 : 1)
  }
}

extension Style.Attributes {
  var curses: attr_t {
    var result: attr_t = 0
    if contains(.bold) { result |= lb_attribute_bold }
    if contains(.dim) { result |= lb_attribute_dim }
    if contains(.reverse) { result |= lb_attribute_reverse }
    if contains(.underline) { result |= lb_attribute_underline }
    return result
  }
}

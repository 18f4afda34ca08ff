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
      put(change.cells.prefix(columns - change.column), column: change.column, row: change.row)
    }
  }

  /// Writes cells that find room in their row, but perhaps for the second half of the last one.
  private func put(_ cells: ArraySlice<Cell>, column: Int, row: Int) {
    var characters: [cchar_t] = []
    characters.reserveCapacity(cells.count)
    var end = column
    // ncurses wants a wide character once.
    for cell in cells where cell.width > 0 {
      end += Int(cell.width)
      characters.append(character(end > size.columns ? .blank : cell))
    }
    mvwadd_wchnstr(window, Int32(row), Int32(column), characters, Int32(characters.count))
  }

  /// A cell as ncurses has it.
  private func character(_ cell: Cell) -> cchar_t {
    var character = cchar_t()
    let pair = hasColor ? Int16(cell.style.color.rawValue) : 0
    // One base character and its marks, and the end: what a cell of ncurses holds.
    let most = Int(CCHARW_MAX)
    let isSet = withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: most + 1) { characters in
      let scalars = cell.content.scalars.prefix(most)
      for (place, scalar) in scalars.enumerated() { characters[place] = wchar_t(scalar.value) }
      characters[scalars.count] = 0
      let text = characters.baseAddress
      return setcchar(&character, text, cell.style.attributes.curses, pair, nil) == OK
    }
    // One that ncurses does not take would end what is written at once.
    return isSet || cell == .blank ? character : self.character(.blank)
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

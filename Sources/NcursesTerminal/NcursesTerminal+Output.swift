import CNcurses
import Glibc
import Screen

extension NcursesTerminal {
  public func show(_ frame: Frame) {
    guard isOpen else { return }
    // Also where it is equal, so that the memory of the previous frame can be reused.
    defer { shown = frame }
    guard frame != shown else { return }
    let query = beginProbe(before: frame)
    if let collected {
      writeRaw(query + collected.bytes { update(to: frame) })
    } else {
      writeRaw(query)
      update(to: frame)
    }
  }

  private func update(to frame: Frame) {
    writeCells(of: frame)
    placeCursor(frame.cursor, restingPoint: frame.restingPoint)
    wnoutrefresh(window)
    doupdate()
  }

  public func invalidate() {
    guard isOpen else { return }
    updateSize()
    forgetScreen()
  }

  /// Called when the screen may not show what was sent.
  func forgetScreen() {
    shown = nil
    clearok(window, true)
  }

  private func writeCells(of frame: Frame) {
    let rows = min(frame.size.rows, size.rows)
    let columns = min(frame.size.columns, size.columns)
    if frame.size != size { werase(window) }
    // The previous frame is no reference where its size differs.
    let previous = shown?.size == frame.size && frame.size == size ? shown : nil
    for change in frame.changes(from: previous) {
      guard change.row < rows, change.column < columns else { continue }
      put(change.cells.prefix(columns - change.column), column: change.column, row: change.row)
    }
  }

  /// Writes cells that fit in their row, except perhaps for the second half of the last one.
  private func put(_ cells: ArraySlice<Cell>, column: Int, row: Int) {
    withUnsafeTemporaryAllocation(of: cchar_t.self, capacity: cells.count) { characters in
      var count = 0
      var end = column
      var attributes = CellAttributes(.plain, self)
      // ncurses expects only one cell for a wide character.
      for cell in cells where cell.width > 0 {
        end += Int(cell.width)
        if cell.style != attributes.style {
          attributes = CellAttributes(cell.style, self)
        }
        let content = end > size.columns ? .space : cell.content
        characters.initializeElement(at: count, to: attributes.character(content))
        count += 1
      }
      mvwadd_wchnstr(window, Int32(row), Int32(column), characters.baseAddress, Int32(count))
    }
  }

  private func placeCursor(_ cursor: Point?, restingPoint: Point?) {
    let (visible, resting) = (onScreen(cursor), onScreen(restingPoint))
    // A cursor that cannot be hidden is parked in the blank before the foot line, not after whatever
    // changed last.
    let position =
      visible ?? resting
      ?? (description.hidesCursor ? nil : Point(column: 0, row: size.rows - 1))
    if let position { wmove(window, Int32(position.row), Int32(position.column)) }
    leaveok(window, position == nil)
    curs_set(visible == nil ? 0 : 1)
  }

  private func onScreen(_ point: Point?) -> Point? {
    point.flatMap { Rect(size).contains($0) ? $0 : nil }
  }
}

/// A style in ncurses' representation, computed once for adjacent cells that share it.
private struct CellAttributes {
  let style: Style
  private let flags: attr_t
  private let pair: Int16
  /// A blank in this style. Other cells are copies of it with another character, since `setcchar` would
  /// compute attributes and colour for each. It does not validate single characters, so nothing is
  /// bypassed.
  private let blank: cchar_t

  init(_ style: Style, _ terminal: NcursesTerminal) {
    self.style = style
    flags =
      style.attributes.curses
      | (terminal.strikesOut && style.attributes.contains(.struck) ? lb_attribute_struck : 0)
    pair = terminal.palette != nil ? Int16(style.color.rawValue) : 0
    var blank = cchar_t()
    lb_set_blank(&blank, flags, pair)
    self.blank = blank
  }

  /// A cell of this style.
  func character(_ content: CellText) -> cchar_t {
    var character = blank
    if let base = content.onlyBase {
      character.chars.0 = wchar_t(base.value)
    } else if !set(&character, to: content.scalars) {
      // A cell that ncurses rejects would end the whole write.
      return blank
    }
    return character
  }

  private func set(_ character: inout cchar_t, to scalars: [Unicode.Scalar]) -> Bool {
    // A cell of ncurses holds a base character, its marks and a terminating zero.
    let text = scalars.prefix(Int(CCHARW_MAX)).map { wchar_t($0.value) } + [0]
    return setcchar(&character, text, flags, pair, nil) == OK
  }
}

extension Style.Attributes {
  fileprivate var curses: attr_t {
    var result: attr_t = 0
    if contains(.bold) { result |= lb_attribute_bold }
    if contains(.dim) { result |= lb_attribute_dim }
    if contains(.reverse) { result |= lb_attribute_reverse }
    if contains(.underline) { result |= lb_attribute_underline }
    return result
  }
}

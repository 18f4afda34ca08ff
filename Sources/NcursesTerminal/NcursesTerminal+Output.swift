import CNcurses
import Glibc
import Screen

extension NcursesTerminal {
  public func show(_ frame: Frame) {
    guard isOpen else { return }
    // Also where it is equal: the memory of the one before is wanted for the next one.
    defer { shown = frame }
    guard frame != shown else { return }
    if let collected {
      writeRaw(collected.bytes { update(to: frame) })
    } else {
      update(to: frame)
    }
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
    withUnsafeTemporaryAllocation(of: cchar_t.self, capacity: cells.count) { characters in
      var count = 0
      var end = column
      var attributes = CellAttributes(.plain, hasColor: hasColor)
      // ncurses wants a wide character once.
      for cell in cells where cell.width > 0 {
        end += Int(cell.width)
        if cell.style != attributes.style {
          attributes = CellAttributes(cell.style, hasColor: hasColor)
        }
        let content = end > size.columns ? .space : cell.content
        characters.initializeElement(at: count, to: attributes.character(content))
        count += 1
      }
      mvwadd_wchnstr(window, Int32(row), Int32(column), characters.baseAddress, Int32(count))
    }
  }

  private func placeCursor(_ cursor: Point?) {
    let visible = cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
    // Where it cannot be hidden it rests in the blank before the foot line, not behind what
    // happened to change last.
    let position = visible ?? (description.hidesCursor ? nil : Point(column: 0, row: size.rows - 1))
    if let position { wmove(window, Int32(position.row), Int32(position.column)) }
    leaveok(window, position == nil)
    curs_set(visible == nil ? 0 : 1)
  }
}

/// A style as ncurses has it: worked out once for all neighbours that share it.
private struct CellAttributes {
  let style: Style
  private let flags: attr_t
  private let pair: Int16
  /// A blank in this style, of which other cells are copies with another character: `setcchar` would
  /// work out attributes and colour for each. It takes any single character as it is, so no check of
  /// its is passed by.
  private let blank: cchar_t

  init(_ style: Style, hasColor: Bool) {
    self.style = style
    flags = style.attributes.curses
    pair = hasColor ? Int16(style.color.rawValue) : 0
    var blank = cchar_t()
    lb_set_blank(&blank, flags, pair)
    self.blank = blank
  }

  /// What stands in a cell of this style.
  func character(_ content: CellText) -> cchar_t {
    var character = blank
    if let base = content.onlyBase {
      character.chars.0 = wchar_t(base.value)
    } else if !set(&character, to: content.scalars) {
      // One that ncurses does not take would end what is written at once.
      return blank
    }
    return character
  }

  private func set(_ character: inout cchar_t, to scalars: [Unicode.Scalar]) -> Bool {
    // One base character and its marks, and the end: what a cell of ncurses holds.
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

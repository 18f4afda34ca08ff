/// What the screen is to show: a grid of cells and, where text is typed, a cursor.
///
/// Every write is clipped to the grid, and all text goes through `ScreenText`, so no character
/// that could act on a terminal ever gets into a cell.
public struct Frame: Sendable, Hashable {
  public let size: Size
  /// Which characters may be used.
  public let repertoire: Repertoire
  /// Row by row.
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  public var cursor: Point?

  public init(size: Size, repertoire: Repertoire = .unicode) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.repertoire = repertoire
    self.cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  public var bounds: Rect { Rect(size) }

  /// The cell at a place inside the grid.
  public subscript(column column: Int, row row: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// Writes text on one row, cut at the right edge of `clip` without splitting a character.
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, style: Style = .plain, clip: Rect? = nil
  ) -> Int {
    let area = (clip ?? bounds).intersection(bounds)
    guard row >= area.row, row < area.endRow else { return column }
    if text.isPrintableASCII { return writeASCII(text, column: column, row: row, style, area) }
    var x = column
    for glyph in ScreenText.Glyphs(text, repertoire) {
      let width = Int(glyph.width)
      guard x < area.endColumn else { break }
      // Half of a wide character at an edge is a blank, not what stood there before.
      if x + width > area.endColumn {
        if x >= area.column { place(.blank(style), column: x, row: row) }
        break
      }
      if x >= area.column {
        place(Cell(glyph.content, width: glyph.width, style: style), column: x, row: row)
      } else if x + width > area.column {
        place(.blank(style), column: area.column, row: row)
      }
      x += width
    }
    return x
  }

  /// The same for text whose bytes are its glyphs.
  private mutating func writeASCII(
    _ text: String, column: Int, row: Int, _ style: Style, _ area: Rect
  ) -> Int {
    var x = column
    for byte in text.utf8 {
      guard x < area.endColumn else { break }
      if x >= area.column {
        place(Cell(CellText(Unicode.Scalar(byte)), style: style), column: x, row: row)
      }
      x += 1
    }
    return x
  }

  /// Gives all cells of an area a style, keeping what stands in them.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let area = rect.intersection(bounds)
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        let index = row * size.columns + column
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// The cells of an area that lies inside the grid, row by row.
  public func cells(of rect: Rect) -> [Cell] {
    (rect.row..<rect.endRow).flatMap { row in cells[indices(of: rect, row)] }
  }

  /// Puts cells back where a frame of the same size had them, over blanks.
  public mutating func put(_ area: [Cell], at rect: Rect) {
    for (line, row) in (rect.row..<rect.endRow).enumerated() {
      let start = line * rect.columns
      cells.replaceSubrange(indices(of: rect, row), with: area[start..<start + rect.columns])
    }
  }

  private func indices(of rect: Rect, _ row: Int) -> Range<Int> {
    let start = row * size.columns + rect.column
    return start..<start + rect.columns
  }

  /// Fills an area with blanks.
  public mutating func clear(_ rect: Rect, style: Style = .plain) {
    let area = rect.intersection(bounds)
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        place(.blank(style), column: column, row: row)
      }
    }
  }

  private mutating func place(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    blankPartner(ofCellAt: index)
    if cell.width == 2 { blankPartner(ofCellAt: index + 1) }
    cells[index] = cell
    if cell.width == 2 { cells[index + 1] = Cell(.empty, width: 0, style: cell.style) }
  }

  /// Half of a wide character must not stay when the other half is written over.
  private mutating func blankPartner(ofCellAt index: Int) {
    switch cells[index].width {
    case 2: cells[index + 1] = .blank(cells[index + 1].style)
    case 0: cells[index - 1] = .blank(cells[index - 1].style)
    default: break
    }
  }
}

extension Frame {
  /// A cell that is not what it was, and its place.
  public struct Change: Sendable, Hashable {
    public var cell: Cell
    public var column: Int
    public var row: Int
  }

  /// The cells that are not as in a frame of the same size, in the order in which they are read;
  /// all of them where there is no such frame. Second halves of wide characters come with the
  /// first.
  public func changes(from old: Frame?) -> [Change] {
    let old = old?.size == size ? old : nil
    var changes: [Change] = []
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let index = row * size.columns + column
        let cell = cells[index]
        if cell.width == 0 || old?.cells[index] == cell { continue }
        changes.append(Change(cell: cell, column: column, row: row))
      }
    }
    return changes
  }

  /// The text of one row, without blanks at its end.
  public func text(row: Int) -> String {
    var line = ""
    for column in 0..<size.columns { line += self[column: column, row: row].text }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The text of all rows, a newline after each.
  public var text: String {
    (0..<size.rows).map { text(row: $0) + "\n" }.joined()
  }
}

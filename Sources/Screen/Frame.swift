/// What the screen is to show: a grid of cells and, where text is typed, a cursor.
///
/// Every write is clipped to the grid, and all text goes through `ScreenText`, so no character
/// that could act on a terminal ever gets into a cell.
public struct Frame: Sendable, Hashable {
  public let size: Size
  /// Which characters may be used.
  public let repertoire: Repertoire
  /// The cells of each row. A row that is taken over from an earlier frame is the same array in
  /// memory, which is compared without a look at its cells.
  public private(set) var rows: [[Cell]]
  /// Where the terminal's cursor stands; nil hides it.
  public var cursor: Point?

  public init(size: Size, repertoire: Repertoire = .unicode) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.repertoire = repertoire
    let blank = Array(repeating: Cell.blank, count: self.size.columns)
    self.rows = Array(repeating: blank, count: self.size.rows)
  }

  public var bounds: Rect { Rect(size) }

  /// The cell at a place inside the grid.
  public subscript(column column: Int, row row: Int) -> Cell {
    rows[row][column]
  }

  /// Writes text on one row, cut at the right edge of `clip` without splitting a character.
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, style: Style = .plain, clip: Rect? = nil
  ) -> Int {
    let area = (clip ?? bounds).intersection(bounds)
    guard row >= area.row, row < area.endRow else { return column }
    if text.isPrintableASCII {
      return Self.writeASCII(text, column: column, style, area, &rows[row])
    }
    return Self.write(ScreenText.Glyphs(text, repertoire), column: column, style, area, &rows[row])
  }

  private static func write(
    _ glyphs: ScreenText.Glyphs, column: Int, _ style: Style, _ area: Rect, _ cells: inout [Cell]
  ) -> Int {
    var x = column
    for glyph in glyphs {
      let width = Int(glyph.width)
      guard x < area.endColumn else { break }
      // Half of a wide character at an edge is a blank, not what stood there before.
      if x + width > area.endColumn {
        if x >= area.column { place(.blank(style), at: x, &cells) }
        break
      }
      if x >= area.column {
        place(Cell(glyph.content, width: glyph.width, style: style), at: x, &cells)
      } else if x + width > area.column {
        place(.blank(style), at: area.column, &cells)
      }
      x += width
    }
    return x
  }

  /// The same for text whose bytes are its glyphs.
  private static func writeASCII(
    _ text: String, column: Int, _ style: Style, _ area: Rect, _ cells: inout [Cell]
  ) -> Int {
    let end = min(column + text.utf8.count, area.endColumn)
    let start = max(column, area.column)
    guard start < end else { return max(column, end) }
    blankPartner(ofCellAt: start, &cells)
    blankPartner(ofCellAt: end - 1, &cells)
    var row = cells.mutableSpan
    var x = column
    for byte in text.utf8 where x < end {
      if x >= start { row[x] = Cell(CellText(Unicode.Scalar(byte)), style: style) }
      x += 1
    }
    return end
  }

  /// Gives all cells of an area a style, keeping what stands in them.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let area = rect.intersection(bounds)
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        rows[row][column].style = change(rows[row][column].style)
      }
    }
  }

  /// The cells of an area that lies inside the grid, row by row.
  public func cells(of rect: Rect) -> [[Cell]] {
    rows[rect.row..<rect.endRow].map { cells in
      rect.columns == cells.count ? cells : Array(cells[rect.column..<rect.endColumn])
    }
  }

  /// Puts cells back where a frame of the same size had them, over blanks.
  public mutating func put(_ area: [[Cell]], at rect: Rect) {
    for (cells, row) in zip(area, rect.row..<rect.endRow) {
      if rect.columns == size.columns {
        rows[row] = cells
      } else {
        var span = rows[row].mutableSpan
        for (offset, cell) in cells.enumerated() { span[rect.column + offset] = cell }
      }
    }
  }

  /// Fills an area with blanks.
  public mutating func clear(_ rect: Rect, style: Style = .plain) {
    let area = rect.intersection(bounds)
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        Self.place(.blank(style), at: column, &rows[row])
      }
    }
  }

  private static func place(_ cell: Cell, at column: Int, _ cells: inout [Cell]) {
    blankPartner(ofCellAt: column, &cells)
    if cell.width == 2 { blankPartner(ofCellAt: column + 1, &cells) }
    cells[column] = cell
    if cell.width == 2 { cells[column + 1] = Cell(.empty, width: 0, style: cell.style) }
  }

  /// Half of a wide character must not stay when the other half is written over.
  private static func blankPartner(ofCellAt column: Int, _ cells: inout [Cell]) {
    switch cells[column].width {
    case 2: cells[column + 1] = .blank(cells[column + 1].style)
    case 0: cells[column - 1] = .blank(cells[column - 1].style)
    default: break
    }
  }
}

extension Frame {
  /// Neighbouring cells of a row, none of which is what it was, and where the first one stands.
  public struct Change: Sendable, Hashable {
    /// The last one may be the first half of a wide character, whose second half has stayed.
    public var cells: ArraySlice<Cell>
    public var column: Int
    public var row: Int
  }

  /// What is not as in a frame of the same size, in the order in which it is read; whole rows where
  /// there is no such frame.
  public func changes(from old: Frame?) -> [Change] {
    let old = old?.size == size ? old : nil
    var changes: [Change] = []
    for (row, cells) in rows.enumerated() where old?.rows[row] != cells {
      guard let before = old?.rows[row] else {
        changes.append(Change(cells: cells[...], column: 0, row: row))
        continue
      }
      var column = 0
      while column < cells.count {
        let start = column
        while column < cells.count, cells[column] != before[column] { column += 1 }
        if column > start {
          changes.append(Change(cells: cells[start..<column], column: start, row: row))
        }
        column += 1
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

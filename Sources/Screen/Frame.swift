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
    var x = column
    for glyph in ScreenText.glyphs(of: text, repertoire: repertoire) {
      let width = Int(glyph.width)
      guard x < area.endColumn else { break }
      // Half of a wide character at an edge is a blank, not what stood there before.
      if x + width > area.endColumn {
        if x >= area.column { place(" ", width: 1, column: x, row: row, style: style) }
        break
      }
      if x >= area.column {
        place(glyph.text, width: width, column: x, row: row, style: style)
      } else if x + width > area.column {
        place(" ", width: 1, column: area.column, row: row, style: style)
      }
      x += width
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

  /// Fills an area with blanks.
  public mutating func clear(_ rect: Rect, style: Style = .plain) {
    let area = rect.intersection(bounds)
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        place(" ", width: 1, column: column, row: row, style: style)
      }
    }
  }

  private mutating func place(_ text: String, width: Int, column: Int, row: Int, style: Style) {
    let index = row * size.columns + column
    blankPartner(ofCellAt: index)
    if width == 2 { blankPartner(ofCellAt: index + 1) }
    cells[index] = Cell(text, width: UInt8(width), style: style)
    if width == 2 { cells[index + 1] = Cell("", width: 0, style: style) }
  }

  /// Half of a wide character must not stay when the other half is written over.
  private mutating func blankPartner(ofCellAt index: Int) {
    switch cells[index].width {
    case 2: cells[index + 1] = Cell(" ", style: cells[index + 1].style)
    case 0: cells[index - 1] = Cell(" ", style: cells[index - 1].style)
    default: break
    }
  }
}

extension Frame {
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

import Glibc

/// The contents of the screen: a grid of cells and an optional cursor.
///
/// Every write is clipped to the grid, and all text goes through `ScreenText`, so that no character
/// that could act on a terminal gets into a cell.
public struct Frame: Sendable, Hashable {
  public private(set) var size: Size
  /// Which characters may be used.
  public private(set) var charset: Charset
  /// The position of the terminal's cursor; nil hides it.
  public var cursor: Point?
  /// Where the hidden cursor rests: on what is selected, since screen readers and magnifiers follow it.
  public var restingPoint: Point?
  /// Row by row.
  private var cells: [Cell]

  public init(size: Size, charset: Charset = .unicode) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.charset = charset
    cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  /// Makes the frame blank. Reuses its memory if the size is the same, since allocating a frame for
  /// every key press would fragment the heap.
  public mutating func reset(size: Size, charset: Charset) {
    guard size == self.size else {
      self = Frame(size: size, charset: charset)
      return
    }
    self.charset = charset
    cursor = nil
    restingPoint = nil
    var span = cells.mutableSpan
    let blank = Cell.blank
    for index in span.indices { span[index] = blank }
  }

  public var bounds: Rect { Rect(size) }

  /// Whether all cells hold ASCII characters without marks.
  public var isASCII: Bool { cells.allSatisfy { $0.content.onlyBase?.isASCII == true } }

  /// The index of the first cell of a row.
  private func start(ofRow row: Int) -> Int { row * size.columns }

  /// The cell at a position, which must be inside the grid.
  public subscript(column column: Int, row row: Int) -> Cell {
    cells[start(ofRow: row) + column]
  }

  /// Writes text on one row, clipped to `clip` without splitting a character.
  /// - Returns: the column after the text.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, style: Style = .plain, clip: Rect? = nil
  ) -> Int {
    let area = (clip ?? bounds).intersection(bounds)
    guard row >= area.row, row < area.endRow else { return column }
    if text.isPrintableASCII {
      return writeASCII(text, column: column, start(ofRow: row), style, area)
    }
    return write(
      ScreenText.Glyphs(text, charset), column: column, start(ofRow: row), style, area)
  }

  /// - Parameter start: the index of the row's first cell.
  private mutating func write(
    _ glyphs: ScreenText.Glyphs, column: Int, _ start: Int, _ style: Style, _ area: Rect
  ) -> Int {
    var x = column
    for glyph in glyphs {
      let width = Int(glyph.width)
      guard x < area.endColumn else { break }
      // A wide character that is cut by an edge leaves a blank.
      if x + width > area.endColumn {
        if x >= area.column { put(.blank(style), at: start + x) }
        break
      }
      if x >= area.column {
        put(Cell(glyph.content, width: glyph.width, style: style), at: start + x)
      } else if x + width > area.column {
        put(.blank(style), at: start + area.column)
      }
      x += width
    }
    fence(from: max(column, area.column), to: min(x + 2, area.endColumn), start)
    return x
  }

  /// The fast path for text whose bytes are its glyphs.
  private mutating func writeASCII(
    _ text: String, column: Int, _ start: Int, _ style: Style, _ area: Rect
  ) -> Int {
    let end = min(column + text.utf8.count, area.endColumn)
    let first = max(column, area.column)
    guard first < end else { return max(column, end) }
    blankPartner(ofCellAt: start + first)
    blankPartner(ofCellAt: start + end - 1)
    var span = cells.mutableSpan
    var x = column
    for byte in text.utf8.prefix(end - column) {
      if x >= first { span[start + x] = Cell(CellText(Unicode.Scalar(byte)), style: style) }
      x += 1
    }
    fence(from: first, to: min(first + 2, end), start)
    return end
  }

  /// Ends text that is written from right to left, so that terminals that reverse such text leave the
  /// columns after it in their places: the second of the blanks behind it becomes one that counts as a
  /// letter written from left to right.
  /// - Parameters:
  ///   - first: the first column that was written.
  ///   - end: behind the columns whose blanks may be changed; before `first` where nothing was written.
  ///   - start: the index of the row's first cell.
  private mutating func fence(from first: Int, to end: Int, _ start: Int) {
    guard first < end else { return }
    for index in start + max(first, 2)..<start + max(end, 2) {
      guard cells[index].content == .space, cells[index - 1].content == .space else { continue }
      // Behind an ellipsis, perhaps.
      let ends = cells[max(start, index - 3)..<index - 1]
      guard ends.contains(where: { $0.content.base.map(RightToLeft.contains) == true }) else {
        continue
      }
      cells[index] = Cell(RightToLeft.fence, style: cells[index].style)
    }
  }

  /// Changes the style of all cells of an area.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    for index in indices(of: rect).joined() { cells[index].style = change(cells[index].style) }
  }

  /// The cells of an area that lies inside the grid, row by row.
  public func cells(of rect: Rect) -> [Cell] {
    indices(of: rect).flatMap { cells[$0] }
  }

  /// Restores cells that `cells(of:)` returned; the area must be inside the grid and blank.
  public mutating func put(_ area: [Cell], at rect: Rect) {
    let (rect, columns) = (rect.intersection(bounds), size.columns)
    cells.withUnsafeMutableBufferPointer { cells in
      area.withUnsafeBufferPointer { area in
        for row in 0..<rect.rows {
          let source = UnsafeBufferPointer(
            rebasing: area[row * rect.columns..<(row + 1) * rect.columns])
          let start = (rect.row + row) * columns + rect.column
          _ = cells[start..<start + rect.columns].update(fromContentsOf: source)
        }
      }
    }
  }

  /// Fills an area with blanks.
  public mutating func clear(_ rect: Rect, style: Style = .plain) {
    for index in indices(of: rect).joined() { put(.blank(style), at: index) }
  }

  /// The indices of the cells of an area, row by row, clipped to the grid.
  private func indices(of rect: Rect) -> [Range<Int>] {
    let area = rect.intersection(bounds)
    return (area.row..<max(area.row, area.endRow)).map { row in
      start(ofRow: row) + area.column..<start(ofRow: row) + max(area.column, area.endColumn)
    }
  }

  private mutating func put(_ cell: Cell, at index: Int) {
    blankPartner(ofCellAt: index)
    if cell.width == 2 { blankPartner(ofCellAt: index + 1) }
    cells[index] = cell
    if cell.width == 2 { cells[index + 1] = Cell(.empty, width: 0, style: cell.style) }
  }

  /// Blanks the other half of a wide character whose half is about to be overwritten.
  private mutating func blankPartner(ofCellAt index: Int) {
    switch cells[index].width {
    case 2: cells[index + 1] = .blank(cells[index + 1].style)
    case 0: cells[index - 1] = .blank(cells[index - 1].style)
    default: break
    }
  }
}

extension Frame {
  /// Adjacent cells of a row that have all changed.
  public struct Change: Sendable, Hashable {
    /// The last one may be the first half of a wide character whose second half is unchanged.
    public var cells: ArraySlice<Cell>
    public var column: Int
    public var row: Int
  }

  /// The differences from a frame of the same size, row by row; all rows where there is no such frame.
  public func changes(from old: Frame?) -> [Change] {
    guard let old, old.size == size else {
      return (0..<size.rows).map { row in
        Change(cells: cells[start(ofRow: row)..<start(ofRow: row + 1)], column: 0, row: row)
      }
    }
    var changes: [Change] = []
    let (now, before) = (cells.span, old.cells.span)
    for row in 0..<size.rows where !hasSameBytes(row, in: old) {
      let (start, end) = (start(ofRow: row), start(ofRow: row + 1))
      var index = start
      while index < end {
        while index < end, now[index] == before[index] { index += 1 }
        guard index < end else { break }
        let first = index
        while index < end, now[index] != before[index] { index += 1 }
        changes.append(Change(cells: cells[first..<index], column: first - start, row: row))
      }
    }
    return changes
  }

  /// Whether a row is the same in a frame of the same size, by the comparison that costs least: after most
  /// key presses nearly all rows are.
  private func hasSameBytes(_ row: Int, in other: Frame) -> Bool {
    cells.withUnsafeBytes { cells in
      other.cells.withUnsafeBytes { others in
        let start = start(ofRow: row) * MemoryLayout<Cell>.stride
        let count = size.columns * MemoryLayout<Cell>.stride
        guard count > 0, let one = cells.baseAddress, let other = others.baseAddress else {
          return true
        }
        return memcmp(one + start, other + start, count) == 0
      }
    }
  }

  /// The text of one row, without trailing blanks.
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

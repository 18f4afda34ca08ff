import Screen

/// One line of a picture: cells of one column each, painted over each other.
package struct CellStrip: Sendable, Equatable {
  private var cells: [StyledSpan]

  package init(columns: Int) {
    cells = Array(repeating: StyledSpan(" "), count: max(0, columns))
  }

  package var columns: Int { cells.count }

  /// Puts a character of one column into a cell; outside of the strip nothing happens.
  package mutating func put(_ glyph: String, _ style: Style, at column: Int) {
    guard cells.indices.contains(column) else { return }
    cells[column] = StyledSpan(glyph, style)
  }

  /// Puts a character of one column into each of these cells.
  package mutating func fill(_ range: Range<Int>, with glyph: String, _ style: Style) {
    let cell = StyledSpan(glyph, style)
    for column in range.clamped(to: cells.indices) { cells[column] = cell }
  }

  /// Writes ASCII text from a cell on.
  package mutating func write(_ text: String, _ style: Style = .plain, at column: Int) {
    for (offset, character) in text.enumerated() {
      put(String(character), style, at: column + offset)
    }
  }

  package var line: StyledLine { StyledLine(cells) }
}

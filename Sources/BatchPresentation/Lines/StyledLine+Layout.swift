import Screen

extension StyledLine {
  /// The lines beside each other, with blanks between them.
  package static func joined(_ lines: [StyledLine], gap: Int) -> StyledLine {
    var joined = StyledLine()
    for (number, line) in lines.enumerated() {
      if number > 0 { joined.append(.blanks(gap)) }
      joined.append(line)
    }
    return joined
  }

  /// The line with blanks before it.
  package func indented(_ columns: Int) -> StyledLine {
    guard columns > 0 else { return self }
    return .blank(columns) + self
  }

  /// Lines filled with items from left to right, none of them broken unless it is longer than a
  /// line by itself.
  /// - Parameters:
  ///   - gap: blanks between two items of one line.
  ///   - indent: blanks before every line but the first.
  package static func flowed(
    _ items: [StyledLine], columns: Int, gap: Int = 2, indent: Int = 0
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    var line = StyledLine()
    for item in items where !item.isEmpty {
      if !line.isEmpty, line.columns + gap + item.columns > columns {
        lines.append(line)
        line = StyledLine()
      }
      let lead = line.isEmpty ? (lines.isEmpty ? 0 : indent) : gap
      line.append(.blanks(lead))
      line.append(item)
    }
    if !line.isEmpty { lines.append(line) }
    return lines.flatMap { $0.wrapped(to: columns, indent: indent) }
  }

  /// The line broken into lines of at most this many columns: at blanks where there are some, in
  /// the middle of a word where it is longer than a line.
  /// - Parameter indent: blanks before every line but the first.
  package func wrapped(to columns: Int, indent: Int = 0) -> [StyledLine] {
    guard columns > 0 else { return [] }
    guard self.columns > columns else { return [self] }
    let lead = StyledLine.blank(columns > indent ? indent : 0)
    var lines: [StyledLine] = []
    var rest = glyphs[...]
    while !rest.isEmpty {
      let start = lines.isEmpty ? StyledLine() : lead
      let end = Self.breakIndex(of: rest, columns: columns - start.columns)
      lines.append(start + StyledLine(rest[..<end]))
      rest = rest[end...]
      // The blank at which a line is broken belongs to neither side.
      if let first = rest.first, first.isBlank { rest = rest.dropFirst() }
    }
    return lines
  }

  private struct Glyph {
    var content: CellText
    var columns: Int
    var style: Style

    var isBlank: Bool { content == .space }
  }

  private var glyphs: [Glyph] {
    spans.flatMap { span in
      ScreenText.glyphs(of: span.text, charset: .unicode).map {
        Glyph(content: $0.content, columns: Int($0.width), style: span.style)
      }
    }
  }

  /// A span for each run of a style: what is added piece by piece is measured piece by piece.
  private init(_ glyphs: ArraySlice<Glyph>) {
    var rest = glyphs
    while let style = rest.first?.style {
      let run = rest.prefix { $0.style == style }
      append(run.reduce(into: "") { $1.content.append(to: &$0) }, style)
      rest = rest.dropFirst(run.count)
    }
  }

  /// Where to break: after what fits, at its last blank if it has one. At least one glyph is
  /// taken, so that a wide one in a single column does not hold up the rest.
  private static func breakIndex(of glyphs: ArraySlice<Glyph>, columns: Int) -> Int {
    var used = 0
    var lastBlank: Int?
    var isIndent = true
    for (index, glyph) in zip(glyphs.indices, glyphs) {
      used += glyph.columns
      if used > columns {
        if glyph.isBlank { return max(index, glyphs.startIndex + 1) }
        return lastBlank ?? max(index, glyphs.startIndex + 1)
      }
      isIndent = isIndent && glyph.isBlank
      if glyph.isBlank, !isIndent { lastBlank = index }
    }
    return glyphs.endIndex
  }
}

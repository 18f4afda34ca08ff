import Screen

/// A stretch of text in one style.
package struct StyledSpan: Sendable, Equatable {
  package private(set) var text: String
  package var style: Style
  /// Counted once: a line on its way to the screen is measured several times.
  package private(set) var columns: Int

  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
    columns = ScreenText.columns(of: text)
  }

  /// A text several times, counted once.
  package init(repeating text: String, count: Int, _ style: Style = .plain) {
    let count = max(0, count)
    // A character of several bytes makes String(repeating:count:) append copy by copy.
    var text = text
    self.text = text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count * count) { copies in
        for index in 0..<count {
          for offset in bytes.indices { copies[index * bytes.count + offset] = bytes[offset] }
        }
        return bytes.count * count
      }
    }
    self.style = style
    columns = count * ScreenText.columns(of: text)
  }

  static func blanks(_ columns: Int) -> StyledSpan {
    columns < blanks.count
      ? blanks[max(0, columns)] : StyledSpan(repeating: " ", count: columns)
  }

  private static let blanks = (0..<64).map { StyledSpan(repeating: " ", count: $0) }

  package mutating func append(_ more: StyledSpan) {
    // A mark at the beginning would join the character before it, and what follows would slip out
    // of its column.
    if columns > 0, ScreenText.beginsWithMark(more.text) {
      text.unicodeScalars.append(ScreenText.markHolder)
    }
    text += more.text
    columns += more.columns
  }
}

/// One line of a view before it is positioned on the screen: spans from left to right.
///
/// The text may be anything that a server sent; it is made harmless where it is drawn.
package struct StyledLine: Sendable, Equatable {
  package private(set) var spans: [StyledSpan] = []

  package init(_ spans: [StyledSpan] = []) {
    for span in spans { append(span) }
  }

  package init(_ text: String, _ style: Style = .plain) {
    self.init(StyledSpan(text, style))
  }

  package init(_ span: StyledSpan) {
    spans = span.text.isEmpty ? [] : [span]
  }

  package static func blank(_ columns: Int) -> StyledLine { StyledLine(.blanks(columns)) }

  /// The text without styles.
  package var text: String { spans.reduce(into: "") { $0 += $1.text } }

  package var isEmpty: Bool { spans.isEmpty }

  /// Columns that it takes.
  package var columns: Int { spans.reduce(0) { $0 + $1.columns } }

  package mutating func append(_ text: String, _ style: Style = .plain) {
    append(StyledSpan(text, style))
  }

  package mutating func append(_ span: StyledSpan) {
    guard !span.text.isEmpty else { return }
    if let last = spans.indices.last, spans[last].style == span.style {
      spans[last].append(span)
    } else {
      spans.append(span)
    }
  }

  package mutating func append(_ line: StyledLine) {
    for span in line.spans { append(span) }
  }

  /// A sum of several lines grows in place.
  package static func + (left: consuming StyledLine, right: StyledLine) -> StyledLine {
    left.append(right)
    return left
  }

  /// The line with every style changed.
  package func restyled(_ change: (Style) -> Style) -> StyledLine {
    StyledLine(spans.map { StyledSpan($0.text, change($0.style)) })
  }
}

extension StyledLine {
  /// The line cut to a number of columns, with an ellipsis (of one column) where something was
  /// cut.
  package func truncated(to columns: Int, ellipsis: String = "…") -> StyledLine {
    guard self.columns > columns else { return self }
    var line = StyledLine()
    var room = columns
    for span in spans {
      let width = span.columns
      // A span that fills the room exactly still has to give up a column for the ellipsis.
      if width >= room {
        line.append(Self.cut(span.text, to: room, ellipsis: ellipsis), span.style)
        break
      }
      line.append(span)
      room -= width
    }
    return line
  }

  private static func cut(_ text: String, to columns: Int, ellipsis: String) -> String {
    guard columns > 0 else { return "" }
    if ScreenText.columns(of: text) > columns {
      return ScreenText.truncated(text, to: columns, ellipsis: ellipsis)
    }
    return ScreenText.truncated(text + " ", to: columns, ellipsis: ellipsis)
  }

  /// Blanks added until the line takes this many columns: behind it, or before it.
  package func padded(to columns: Int, alignment: Alignment = .left) -> StyledLine {
    let missing = columns - self.columns
    guard missing > 0 else { return self }
    return alignment == .left ? self + .blank(missing) : .blank(missing) + self
  }

  /// Exactly this many columns: cut or filled up with blanks.
  package func fitted(
    to columns: Int, alignment: Alignment = .left, ellipsis: String = "…"
  ) -> StyledLine {
    // Cutting before a wide character can leave one column.
    truncated(to: columns, ellipsis: ellipsis).padded(to: columns, alignment: alignment)
  }

  package enum Alignment: Sendable, Hashable {
    case left, right
  }
}

extension Frame {
  /// Draws a line from a place to the right, cut at the edge of `clip`.
  /// - Returns: the column after the last one written.
  @discardableResult
  package mutating func draw(_ line: StyledLine, at point: Point, clip: Rect? = nil) -> Int {
    var column = point.column
    for span in line.spans {
      let end = column + span.columns
      column = write(span.text, column: column, row: point.row, style: span.style, clip: clip)
      // A wide character that found no room ends the line: nothing may slip in behind it.
      if column < end { break }
    }
    return column
  }
}

import BatchResults
import Screen

/// One request and its answer as lines of text at some width: what is known of it, then the JSON of
/// both, of which lists and objects fold.
///
/// Texts within the JSON are shown without escapes, broken at their own line breaks and at the width, so
/// that an answer reads as it was meant.
package final class DocumentText: Sendable {
  /// A JSON text with a heading.
  package struct Part: Sendable {
    package let title: String
    package let outline: JSONOutline

    package init(_ title: String, _ outline: JSONOutline) {
      self.title = title
      self.outline = outline
    }
  }

  /// A row of a part's outline.
  package struct Place: Sendable, Hashable {
    package let part: Int
    package let row: Int

    package init(part: Int, row: Int) {
      self.part = part
      self.row = row
    }
  }

  private struct Line {
    /// Nil for a line outside of the JSON.
    var place: Place?
    var line: StyledLine
  }

  private let lines: [Line]

  /// Lines of a text that are laid out; what follows is said in a last one.
  private static let mostLines = 50_000
  /// Bytes of one value that are shown.
  private static let mostValueBytes = 64 << 10
  private static let indent = 2
  /// Levels that are indented; deeper ones would leave no room.
  private static let mostLevels = 12

  /// - Parameters:
  ///   - head: what is said before the JSON.
  ///   - foot: what is said in place of a part that is missing.
  ///   - folded: rows that stand for everything inside them.
  package init(
    head: [StyledLine], parts: [Part], foot: [StyledLine], folded: Set<Place>, columns: Int,
    theme: Theme
  ) {
    var lines = head.map { Line(place: nil, line: $0) }
    for (number, part) in parts.enumerated() {
      lines.append(Line(place: nil, line: StyledLine()))
      lines.append(Line(place: nil, line: StyledLine(part.title, theme.title)))
      let rows = part.outline.visible(
        folded: Set(folded.lazy.filter { $0.part == number }.map(\.row)))
      for row in rows {
        let place = Place(part: number, row: row)
        lines += Self.lines(
          of: row, in: part.outline, isFolded: folded.contains(place), columns: columns,
          theme: theme
        ).map { Line(place: place, line: $0) }
        if lines.count > Self.mostLines { break }
      }
    }
    if lines.count > Self.mostLines {
      lines.removeSubrange(Self.mostLines...)
      lines.append(Line(place: nil, line: StyledLine("…", theme.secondary)))
    }
    if !foot.isEmpty {
      lines.append(Line(place: nil, line: StyledLine()))
      lines += foot.map { Line(place: nil, line: $0) }
    }
    self.lines = lines
  }

  package var count: Int { lines.count }

  package subscript(index: Int) -> StyledLine { lines[index].line }

  /// The row of JSON on a line; nil for none.
  package func place(at index: Int) -> Place? {
    lines.indices.contains(index) ? lines[index].place : nil
  }

  /// The first line of a row.
  package func index(of place: Place) -> Int? { lines.firstIndex { $0.place == place } }

  /// The next line that contains a text, in any case, from a line on and around the end.
  /// - Parameter step: 1 for downward, -1 for upward.
  package func line(containing text: String, from start: Int, step: Int) -> Int? {
    let wanted = text.lowercased()
    guard !wanted.isEmpty, !lines.isEmpty else { return nil }
    for offset in 0..<lines.count {
      let index = ((start + step * offset) % lines.count + lines.count) % lines.count
      if lines[index].line.text.lowercased().contains(wanted) { return index }
    }
    return nil
  }

  private static func lines(
    of row: Int, in outline: JSONOutline, isFolded: Bool, columns: Int, theme: Theme
  ) -> [StyledLine] {
    let depth = min(outline.rows[row].depth, mostLevels)
    let lead = depth * indent
    let room = max(8, columns - lead)
    let name = outline.name(row).map { StyledLine("\($0): ", theme.secondary) } ?? StyledLine()
    guard outline.isString(row) else {
      let text = StyledLine(outline.text(row, isFolded: isFolded, isNamed: false))
      return (name + text).wrapped(to: room, indent: indent).map { $0.indented(lead) }
    }
    var value = outline.value(row)
    if value.utf8.count > mostValueBytes {
      value = String(value.unicodeScalars.prefix(mostValueBytes / 4)) + "…"
    }
    let texts = value.split(omittingEmptySubsequences: false) { $0.isNewline }
    let comma = outline.text(row, limit: 0).hasSuffix(",") ? "," : ""
    var lines: [StyledLine] = []
    for (number, text) in texts.enumerated() {
      var line = number == 0 ? name : StyledLine()
      if number == 0 { line.append("\"", theme.secondary) }
      line.append(String(text))
      if number == texts.count - 1 { line.append("\"" + comma, theme.secondary) }
      // The lines of a text are below the beginning of its name.
      let hangs = number == 0 ? 0 : indent
      lines += line.wrapped(to: room - hangs, indent: number == 0 ? indent : 0)
        .map { $0.indented(lead + hangs) }
    }
    return lines
  }
}

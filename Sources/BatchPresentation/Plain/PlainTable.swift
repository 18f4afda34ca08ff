import Screen

/// Texts in columns, page by page.
///
/// As in `PlainList`, columns only ever grow from page to page. The last one is never cut or padded.
package struct PlainTable: Sendable {
  /// On which side a column is aligned.
  package enum Alignment: Sendable, Hashable {
    case left, right
  }

  private let style: TextOutputStyle
  private let headings: [String]
  private let alignments: [Alignment]
  private var widths: [Int]
  private var hasHeading = false

  private static let gap = 2
  /// Longer texts are cut, except in the last column.
  private static let widest = 60

  /// - Parameters:
  ///   - headings: one for each column.
  ///   - alignments: of the columns; the left where there is none.
  package init(style: TextOutputStyle, headings: [String], alignments: [Alignment] = []) {
    self.style = style
    self.headings = headings
    self.alignments = alignments
    widths = headings.map { ScreenText.columns(of: $0) }
  }

  /// The next rows, each with a text for each column; before the first ones a heading.
  package mutating func text(_ rows: [[String]]) -> String {
    let rows = rows.map { $0.map { ScreenText.beginning(of: $0) } }
    for row in rows {
      for (column, text) in row.enumerated() {
        widths[column] = max(widths[column], min(ScreenText.columns(of: text), Self.widest))
      }
    }
    defer { hasHeading = true }
    let heading = hasHeading ? [] : [line(headings).restyled { _ in style.theme.heading }]
    return style.text(heading + rows.map(line))
  }

  private func line(_ texts: [String]) -> StyledLine {
    .joined(
      texts.enumerated().map { column, text in
        let isLast = column == texts.count - 1
        let line = StyledLine(text)
        switch alignments.indices.contains(column) ? alignments[column] : .left {
        case .right:
          let blanks = max(0, widths[column] - ScreenText.columns(of: text))
          return StyledLine(String(repeating: " ", count: blanks)) + line
        case .left:
          return isLast
            ? line : line.fitted(to: widths[column], ellipsis: style.theme.glyphs.ellipsis)
        }
      }, gap: Self.gap)
  }
}

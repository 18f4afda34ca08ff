import Screen

/// Texts in columns, page by page.
///
/// As in `PlainList`, columns only ever grow from page to page. The last one is never padded.
package struct PlainTable: Sendable {
  private let style: TextOutputStyle
  private let headings: [String]
  private let alignments: [StyledLine.Alignment]
  private var widths: [Int]
  private var hasHeading = false
  /// Columns of the screen, to which the last one is cut; nil where it is not.
  private let room: Int?

  private static let gap = 2
  /// Longer texts are cut, except in the last column.
  private static let widest = 60

  /// - Parameters:
  ///   - headings: one for each column.
  ///   - alignments: of the columns; the left where there is none.
  ///   - room: columns of the screen, to which texts of the last one are cut; nil where they are not.
  package init(
    style: TextOutputStyle, headings: [String], alignments: [StyledLine.Alignment] = [],
    room: Int? = nil
  ) {
    self.style = style
    self.headings = headings
    self.alignments = alignments
    self.room = room
    widths = headings.map { ScreenText.columns(of: $0) }
  }

  /// The heading over a field: its name, as a heading is written.
  package static func heading(_ name: String) -> String {
    String(name.uppercased().map { $0 == "_" ? " " : $0 })
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
    let ellipsis = style.theme.ellipsis
    return .joined(
      texts.enumerated().map { column, text in
        let alignment = alignments.indices.contains(column) ? alignments[column] : .left
        if column == texts.count - 1, alignment == .left {
          return StyledLine(text).truncated(to: lastRoom, ellipsis: ellipsis)
        }
        return StyledLine(text).fitted(
          to: widths[column], alignment: alignment, ellipsis: ellipsis)
      }, gap: Self.gap)
  }

  /// Columns for the last one.
  private var lastRoom: Int {
    guard let room else { return .max }
    return max(1, room - widths.dropLast().reduce(0) { $0 + $1 + Self.gap })
  }
}

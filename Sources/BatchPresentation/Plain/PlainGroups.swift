import BatchResults
import Batches
import Screen

/// Failures by cause as lines of text: count, share, status, code, message and the first custom_id.
///
/// All groups are known, so that every column is as wide as its widest cell; the message takes what is
/// left. The id comes last and is never cut.
package struct PlainGroups: Sendable {
  private let style: TextOutputStyle
  private let room: Int?

  private static let gap = 2
  private static let widestCode = 32
  private static let leastMessage = 20
  private static let titles = ["COUNT", "SHARE", "STATUS", "CODE", "MESSAGE", "FIRST ID"]
  private static let messageColumn = 4

  /// - Parameter columns: of the terminal, to which messages are cut; nil for a pipe or a file.
  package init(style: TextOutputStyle, columns: Int?) {
    self.style = style
    room = columns
  }

  /// - Parameter groups: in the order in which they are shown.
  package func text(_ groups: [FailureGroup]) -> String {
    let failures = groups.reduce(0) { $0 + $1.count }
    let rows = groups.map { cells($0, failures) }
    let widths = widths(of: rows)
    let heading = line(Self.titles, widths).restyled { _ in style.theme.heading }
    return style.text([heading] + rows.map { line($0, widths) })
  }

  private func cells(_ group: FailureGroup, _ failures: Int) -> [String] {
    let none = style.theme.glyphs.none
    return [
      group.count.grouped, group.shareText(of: failures),
      group.statusCode.map(String.init) ?? none, group.codeText ?? none,
      GroupReport.message(of: group) ?? none, group.firstID ?? none,
    ].map(ScreenText.beginning)
  }

  private func widths(of rows: [[String]]) -> [Int] {
    var widths = Self.titles.map(ScreenText.columns)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], ScreenText.columns(of: cell))
      }
    }
    widths[Self.messageColumn - 1] = min(widths[Self.messageColumn - 1], Self.widestCode)
    if let room {
      let others = widths.reduce(0, +) - widths[Self.messageColumn]
      let left = room - others - Self.gap * (widths.count - 1)
      widths[Self.messageColumn] = max(Self.leastMessage, min(widths[Self.messageColumn], left))
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> StyledLine {
    let ellipsis = style.theme.ellipsis
    let fitted = cells.enumerated().map { column, cell in
      if column == cells.count - 1 { return StyledLine(cell) }
      // Numbers are aligned to the right.
      return StyledLine(cell).fitted(
        to: widths[column], alignment: column < 2 ? .right : .left, ellipsis: ellipsis)
    }
    return .joined(fitted, gap: Self.gap)
  }
}

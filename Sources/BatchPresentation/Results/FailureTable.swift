import BatchResults
import Batches
import Screen

/// Failures by cause as rows of a screen: count, share, status, code and message, and on a wide screen
/// the first custom_id.
///
/// The message says most and gets what the others leave; the share becomes a bar where there is room.
package struct FailureTable {
  private let groups: [FailureGroup]
  private let failures: Int
  private let theme: Theme
  private let widths: Widths

  private struct Widths {
    var count: Int
    var bar: Int
    var status: Int
    var code: Int
    var message: Int
    var id: Int
  }

  /// The widest cells of some groups. Measuring many takes longer than drawing a screenful.
  package struct Widest: Sendable {
    fileprivate let code: Int
    fileprivate let id: Int

    package init(_ groups: [FailureGroup]) {
      code = groups.lazy.compactMap { $0.codeText.map(ScreenText.columns) }.max() ?? 0
      id =
        groups.lazy.compactMap { $0.firstID }
        .map { ScreenText.columns(of: ScreenText.beginning(of: $0)) }.max() ?? 0
    }
  }

  private static let gap = 2
  private static let shareColumns = 5
  private static let mostCodeColumns = 26
  private static let mostIDColumns = 28
  /// Columns of a screen from which on there is a bar, the code, and the first id.
  private static let (columnsWithBar, columnsWithCode, columnsWithID) = (98, 56, 128)

  /// - Parameters:
  ///   - groups: in the order in which they are shown.
  ///   - widest: of all groups.
  ///   - columns: of a row.
  package init(_ groups: [FailureGroup], _ widest: Widest, columns: Int, theme: Theme) {
    self.groups = groups
    self.theme = theme
    failures = groups.reduce(0) { $0 + $1.count }
    var widths = Widths(
      count: max(5, groups.first.map { $0.count.grouped.utf8.count } ?? 0),
      bar: columns >= Self.columnsWithBar ? 8 : 0, status: 6,
      code: columns >= Self.columnsWithCode
        ? min(Self.mostCodeColumns, columns / 5, max(4, widest.code)) : 0,
      message: 0,
      id: columns >= Self.columnsWithID ? min(Self.mostIDColumns, max(8, widest.id)) : 0)
    let fixed = [
      widths.count, Self.shareColumns, widths.bar, widths.status, widths.code, widths.id,
    ]
    .filter { $0 > 0 }
    widths.message = max(
      8, columns - fixed.reduce(0, +) - Self.gap * fixed.count)
    self.widths = widths
  }

  package var heading: StyledLine {
    func name(_ text: String, _ columns: Int, _ alignment: StyledLine.Alignment = .left)
      -> StyledLine
    {
      StyledLine(text, theme.heading).padded(to: columns, alignment: alignment)
    }
    return line([
      (name("count", widths.count, .right), widths.count),
      (name("share", Self.shareColumns, .right), Self.shareColumns),
      (name("", widths.bar), widths.bar), (name("status", widths.status), widths.status),
      (name("code", widths.code), widths.code), (name("message", widths.message), widths.message),
      (name("first id", widths.id), widths.id),
    ])
  }

  package func row(_ index: Int) -> StyledLine {
    let group = groups[index]
    let share = group.share(of: failures)
    let status = group.statusCode.map(String.init) ?? theme.glyphs.none
    let message = GroupReport.message(of: group)
    return line([
      (cell(group.count.grouped, widths.count, .right), widths.count),
      (
        cell(group.shareText(of: failures), Self.shareColumns, .right, theme.secondary),
        Self.shareColumns
      ),
      (bar(share), widths.bar), (cell(status, widths.status), widths.status),
      (cell(group.codeText ?? theme.glyphs.none, widths.code), widths.code),
      (
        cell(
          message.map { ScreenText.onOneLine($0) } ?? theme.glyphs.none, widths.message, .left,
          group.rest == nil && message != nil ? .plain : theme.secondary), widths.message
      ),
      (cell(group.firstID ?? "", widths.id, .left, theme.secondary), widths.id),
    ])
  }

  private func line(_ cells: [(line: StyledLine, columns: Int)]) -> StyledLine {
    .joined(cells.filter { $0.columns > 0 }.map(\.line), gap: Self.gap)
  }

  private func cell(
    _ text: String, _ columns: Int, _ alignment: StyledLine.Alignment = .left,
    _ style: Style = .plain
  ) -> StyledLine {
    StyledLine(ScreenText.beginning(of: text), style)
      .fitted(to: columns, alignment: alignment, ellipsis: theme.ellipsis)
  }

  private func bar(_ share: Double) -> StyledLine {
    // Something is never nothing.
    let cells = min(widths.bar, max(share > 0 ? 1 : 0, Int((share * Double(widths.bar)).rounded())))
    var bar = StyledLine(StyledSpan(repeating: theme.glyphs.barFailed, count: cells, theme.error))
    bar.append(
      StyledSpan(repeating: theme.glyphs.barRest, count: widths.bar - cells, theme.secondary))
    return bar
  }
}

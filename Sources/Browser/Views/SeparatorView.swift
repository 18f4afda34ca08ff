import BatchInsight
import BatchPresentation
import Screen

/// The line between list and detail. Where it lies below the list it has room to say when batches
/// ended, and how much of the detail is out of sight.
///
/// A value of everything it shows, so that it is redrawn only when one of these changes.
struct SeparatorView: Sendable, Equatable {
  let area: Rect
  private let style: Style
  /// When batches ended; nil where there is no room for it.
  private let ends: FinishHistogram?
  /// Seconds since 1970 at which the current hour began; finished batches are counted by the hour.
  private let hour: Int
  /// How much of the detail is out of sight; nil for nothing.
  private let note: String?
  private let theme: Theme

  /// - Parameter note: how much of the detail is out of sight; nil for nothing.
  init(state: BrowserState, area: Rect, note: String?, theme: Theme) {
    self.area = area
    style = state.screen.focus == .detail ? .plain : theme.border
    let isBelow = state.layout.placement == .below
    ends = isBelow ? state.statistics.finishes : nil
    hour = FinishHistogram.beginning(ofHourAt: state.clocks.server.second)
    self.note = isBelow ? note : nil
    self.theme = theme
  }

  func draw(into frame: inout Frame) {
    let glyph = area.columns == 1 ? theme.glyphs.vertical : theme.glyphs.horizontal
    let bar = String(repeating: glyph, count: area.columns)
    for row in area.row..<area.endRow {
      frame.write(bar, column: area.column, row: row, style: style)
    }
    if let ends,
      let line = Sparkline.line(of: ends, columns: area.columns * 3 / 5, now: hour, theme: theme)
    {
      frame.draw(
        StyledLine(" ") + line + StyledLine(" "),
        at: Point(column: area.column + 2, row: area.row), clip: area)
    }
    if let note {
      frame.write(
        note, column: area.endColumn - ScreenText.columns(of: note) - 2, row: area.row,
        style: theme.secondary, clip: area)
    }
  }
}

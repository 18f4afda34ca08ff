import BatchPresentation
import Batches
import Screen

/// The batch that is followed, in a line of its own: it stays in view wherever the cursor is.
struct FollowedView {
  private let area: Rect
  private let batch: Batch
  /// How many more are followed.
  private let others: Int
  /// Which key ends it; nil while it does something else.
  private let endKey: String?
  private let theme: Theme

  private static let progressColumns = 24
  private static let leastNameColumns = 10

  /// - Returns: nil where no batch is followed, or there is no room.
  init?(state: BrowserState, theme: Theme) {
    guard let area = state.layout.followed, let batch = state.followedBatch else { return nil }
    self.area = area
    self.batch = batch
    others = state.following.ids.count - 1
    endKey = state.followEnds ? state.settings.keymap.label(of: .follow) : nil
    self.theme = theme
  }

  func draw(into frame: inout Frame) {
    let style = theme.style(of: batch)
    var head = StyledLine(theme.glyphs.followed + " ", theme.title)
    head.append(style.glyph, style.glyphStyle)
    head.append(" ")
    head.append(style.word, style.wordStyle)
    head.append("  ")
    var end = StyledLine()
    if others > 0 { end.append("and \(others.grouped) more   ", theme.secondary) }
    if let endKey {
      end.append(endKey, theme.key)
      end.append(batch.isActive ? " unfollow" : " close", theme.secondary)
    }
    let room = area.columns - 1 - head.columns - end.columns - 3
    let progress = ProgressCell.line(
      of: batch, columns: min(Self.progressColumns, max(0, room - Self.leastNameColumns - 2)),
      theme: theme)
    let name = StyledLine(ScreenText.beginning(of: batch.name), theme.title)
      .truncated(to: max(0, room - progress.columns - 2), ellipsis: theme.ellipsis)
    let line = StyledLine.joined([head + name, progress].filter { !$0.isEmpty }, gap: 2)
    frame.clear(area)
    frame.draw(
      line.truncated(to: area.columns - 1, ellipsis: theme.ellipsis),
      at: Point(column: area.column, row: area.row), clip: area)
    if room > 0 {
      frame.draw(
        end, at: Point(column: area.endColumn - end.columns - 1, row: area.row), clip: area)
    }
  }
}

import Batches
import Screen

/// The first line: which server, how much of its list is here, how fresh it is, which zone.
struct HeadView {
  let state: BrowserState
  let theme: Theme

  func draw(into frame: inout Frame) {
    let area = state.layout.head
    let right = freshness.joined(separator: " \(theme.glyphs.separator) ")
    let rightColumns = ScreenText.columns(of: right)
    var left = StyledLine(" ")
    left.append(state.settings.serverName, theme.title)
    left.append("   ")
    left.append(coverage)
    // The zone and the age matter less than what is loaded.
    if left.columns + rightColumns + 3 <= area.columns {
      frame.write(
        right, column: area.endColumn - rightColumns - 1, row: area.row, style: theme.secondary,
        clip: area)
    }
    frame.draw(
      left.truncated(to: area.columns, ellipsis: theme.glyphs.ellipsis),
      at: Point(column: area.column, row: area.row), clip: area)
  }

  private var coverage: StyledLine {
    var line = StyledLine("\(state.list.count) loaded")
    let separator = " \(theme.glyphs.separator) "
    if !state.gaps.isEmpty { line.append(separator + "rows missing in between", theme.warning) }
    if state.skipped > 0 {
      line.append(separator + "\(state.skipped) without id skipped", theme.warning)
    }
    switch state.tail.coverage {
    case .more where state.list.isEmpty: return StyledLine()
    case .more: line.append(separator + "more on the server")
    case .complete: line.append(separator + "all there are")
    case .maybeIncomplete: line.append(separator + "may be incomplete", theme.warning)
    }
    return line
  }

  private var freshness: [String] {
    var parts: [String] = []
    if let refreshedAt = state.refreshedAt {
      parts.append("refreshed \(Freshness.text(since: Int(refreshedAt), now: state.second))")
    }
    parts.append(state.timeMode.zone(local: state.settings.zone).label(at: state.second))
    return parts
  }
}

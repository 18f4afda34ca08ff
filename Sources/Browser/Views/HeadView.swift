import Batches
import Screen

/// The first line: which server, how much of its list is here, how fresh it is, which zone.
struct HeadView {
  let state: BrowserState
  let theme: Theme

  func draw(into frame: inout Frame) {
    let area = state.layout.head
    let name = StyledLine(" ") + StyledLine(state.settings.serverName, theme.title)
    let versions = [
      (name, coverage(inFull: true), freshness + zone),
      (name, coverage(inFull: false), freshness + zone), (name, coverage(inFull: true), zone),
      (name, coverage(inFull: false), zone), (StyledLine(), coverage(inFull: false), zone),
    ].map { name, coverage, right in
      (
        StyledLine.joined([name, coverage].filter { !$0.isEmpty }, gap: name.isEmpty ? 1 : 3),
        StyledLine(right, theme.secondary)
      )
    }
    // Whole times need their zone, so it goes last of all.
    let fitting = versions.first { $0.0.columns + $0.1.columns + 3 <= area.columns }
    let (left, right): (StyledLine, StyledLine) = fitting ?? versions[versions.count - 1]
    let room = max(0, area.columns - right.columns - 2)
    frame.draw(
      left.truncated(to: room, ellipsis: theme.glyphs.ellipsis),
      at: Point(column: area.column + (left.text.first == " " ? 0 : 1), row: area.row), clip: area)
    frame.draw(
      right, at: Point(column: area.endColumn - right.columns - 1, row: area.row), clip: area)
  }

  private func coverage(inFull: Bool) -> StyledLine {
    var line = StyledLine("\(state.list.count) loaded")
    let separator = " \(theme.glyphs.separator) "
    if !state.gaps.isEmpty { line.append(separator + "rows missing in between", theme.warning) }
    if state.skipped > 0 {
      line.append(separator + "\(state.skipped) without id skipped", theme.warning)
    }
    switch state.tail.coverage {
    case .more where state.list.isEmpty: return StyledLine()
    case .more: line.append(separator + (inFull ? "more on the server" : "more"))
    case .complete: line.append(separator + "all there are")
    case .maybeIncomplete: line.append(separator + "may be incomplete", theme.warning)
    }
    return line
  }

  private var freshness: String {
    guard let refreshedAt = state.refreshedAt else { return "" }
    let age = Freshness.text(since: Int(refreshedAt), now: state.second)
    return "refreshed \(age) \(theme.glyphs.separator) "
  }

  private var zone: String {
    state.timeMode.zone(local: state.settings.zone).label(at: state.second)
  }
}

import Batches
import Screen

/// The first line: which server, how much of its list is here, how fresh it is, which zone.
struct HeadView {
  let state: BrowserState
  let theme: Theme

  func draw(into frame: inout Frame) {
    let area = state.layout.head
    let (left, right) = (version.left, version.right)
    let room = max(0, area.columns - right.columns - 2)
    frame.draw(
      left.truncated(to: room, ellipsis: theme.glyphs.ellipsis),
      at: Point(column: area.column + (left.text.first == " " ? 0 : 1), row: area.row), clip: area)
    frame.draw(
      right, at: Point(column: area.endColumn - right.columns - 1, row: area.row), clip: area)
    drawEnds(
      between: area.column + left.columns + 1, and: area.endColumn - right.columns - 1, &frame)
  }

  /// When batches ended, where there is room left and no better place for it.
  private func drawEnds(between start: Int, and end: Int, _ frame: inout Frame) {
    guard state.layout.separator?.rows != 1 else { return }
    let gap = 3
    guard
      let line = Sparkline.line(
        of: state.ends, columns: end - start - 2 * gap, now: state.second, theme: theme)
    else { return }
    frame.draw(
      line, at: Point(column: end - gap - line.columns, row: state.layout.head.row),
      clip: state.layout.head)
  }

  /// Whether there is room for when the list is refreshed next.
  var showsRefresh: Bool { version.showsRefresh }

  private typealias Version = (left: StyledLine, right: StyledLine, showsRefresh: Bool)

  /// The fullest version that there is room for.
  private var version: Version {
    let name = StyledLine(" ") + StyledLine(state.settings.serverName, theme.title)
    let (long, short) = (coverage(inFull: true), coverage(inFull: false))
    let refresh = RefreshNote(state: state, theme: theme).lines
    // A countdown tells how fresh the list is, so it stays longer.
    let rights: [[StyledLine?]] =
      refresh.isEmpty
      ? [[freshness]] : refresh.map { [freshness, $0] } + refresh.map { [$0] }
    // Whole times need their zone, so it goes last of all.
    let versions = (rights + [[]]).lazy.flatMap { parts in
      [long, short].lazy.map {
        version(name, $0, parts, showsRefresh: !refresh.isEmpty && !parts.isEmpty)
      }
    }
    return versions.first { $0.left.columns + $0.right.columns + 3 <= state.layout.head.columns }
      ?? version(StyledLine(), short, [], showsRefresh: false)
  }

  private func version(
    _ name: StyledLine, _ coverage: StyledLine, _ parts: [StyledLine?], showsRefresh: Bool
  ) -> Version {
    var right = StyledLine()
    for part in parts.compactMap({ $0 }) + [StyledLine(zone, theme.secondary)] {
      if !right.isEmpty { right.append(" \(theme.glyphs.separator) ", theme.secondary) }
      right.append(part)
    }
    let left = [name, coverage].filter { !$0.isEmpty }
    return (StyledLine.joined(left, gap: name.isEmpty ? 1 : 3), right, showsRefresh)
  }

  private func coverage(inFull: Bool) -> StyledLine {
    var line = StyledLine(loaded)
    let separator = " \(theme.glyphs.separator) "
    if !state.gaps.isEmpty { line.append(separator + "rows missing in between", theme.warning) }
    if let order = order(inFull: inFull) { line.append(separator + order) }
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

  /// What is on screen is told as a part of what is loaded, which itself is a part of what there is.
  private var loaded: String {
    guard state.query.hidesRows else { return "\(state.list.count) loaded" }
    let isNew = state.arranging.isOfNewQuery
    // Rows that came since the last arrangement are not among those that are counted.
    let count =
      (isNew ? "" : "\(state.matchCount)") + (state.isArranging ? theme.glyphs.ellipsis : "")
    return "\(count) of \(state.list.count) loaded match"
  }

  /// What the rows are sorted by; where room is scarce only if no column tells it.
  private func order(inFull: Bool) -> String? {
    let order = state.query.order
    guard let column = order.column else { return nil }
    if !inFull, state.showsColumns, state.listColumns.contains(column) { return nil }
    return "by \(column.label) \(theme.glyphs.arrow(of: order))"
  }

  private var freshness: StyledLine? {
    guard let refreshedAt = state.refreshedAt else { return nil }
    let age = Freshness.text(since: Int(refreshedAt), now: state.second)
    return StyledLine("refreshed " + age, theme.secondary)
  }

  private var zone: String {
    state.timeMode.zone(local: state.settings.zone).label(at: state.second)
  }
}

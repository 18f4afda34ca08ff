import Batches
import Screen

/// The first line: which server, how much of its list is here, how fresh it is, which zone.
struct HeadView {
  let state: BrowserState
  let theme: Theme

  func draw(into frame: inout Frame) {
    let area = state.layout.head
    let (left, right, _) = version
    // A margin on the right, and at least one column between the two.
    let room = max(0, area.columns - right.columns - margin(of: left) - 2)
    frame.draw(
      left.truncated(to: room, ellipsis: theme.glyphs.ellipsis),
      at: Point(column: area.column + margin(of: left), row: area.row), clip: area)
    frame.draw(
      right, at: Point(column: area.endColumn - right.columns - 1, row: area.row), clip: area)
    drawEnds(
      between: area.column + left.columns + 1, and: area.endColumn - right.columns - 1, &frame)
  }

  /// When batches ended, where there is room left and no better place for it.
  private func drawEnds(between start: Int, and end: Int, _ frame: inout Frame) {
    guard state.layout.placement != .below, state.layout.summary.isEmpty else { return }
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
    let coverages = [(true, true), (true, false), (false, false)].lazy
      .map { coverage(inFull: $0, tellsOrder: $1) }
    let refresh = RefreshNote(state: state, theme: theme).lines
    // A countdown tells how fresh the list is, so it stays longer; by which clock ages are told
    // stands in the detail too.
    let rights: [[StyledLine?]] =
      refresh.isEmpty
      ? clocks.map { [freshness, $0] } + clocks.map { [$0] }
      : pairs(refresh, clocks).map { [freshness, $0, $1] }
        + pairs(refresh, clocks).map { [$0, $1] }
        + refresh.map { [$0] }
    // Everybody knows the server, and nobody when it is asked next. Whole times need their zone,
    // so it goes last of all.
    let choices =
      rights.map { (name, $0) } + refresh.suffix(1).map { (StyledLine(), [$0]) } + [(name, [])]
    let versions = choices.lazy.flatMap { name, parts in
      coverages.lazy.map {
        version(name, $0, parts, showsRefresh: !refresh.isEmpty && !parts.isEmpty)
      }
    }
    return versions.first { width(of: $0) <= state.layout.head.columns }
      ?? version(
        StyledLine(), coverage(inFull: false, tellsOrder: false), [], showsRefresh: false)
  }

  /// That ages are told by another clock than ours: the wordings, the longest first, or none.
  private var clocks: [StyledLine?] {
    let notes = state.serverClock.notes.map {
      StyledLine(theme.glyphs.flag + " ", theme.warning) + StyledLine($0)
    }
    return notes.isEmpty ? [nil] : notes
  }

  private func pairs(
    _ lines: [StyledLine], _ others: [StyledLine?]
  ) -> [(StyledLine, StyledLine?)] {
    others.flatMap { other in lines.map { ($0, other) } }
  }

  /// Columns with the margins and a gap of two.
  private func width(of version: Version) -> Int {
    margin(of: version.left) + version.left.columns + 2 + version.right.columns + 1
  }

  /// A name brings its own.
  private func margin(of left: StyledLine) -> Int { left.text.first == " " ? 0 : 1 }

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

  /// - Parameter tellsOrder: also where a column tells what the rows are sorted by.
  private func coverage(inFull: Bool, tellsOrder: Bool) -> StyledLine {
    var line = StyledLine(loaded)
    let separator = " \(theme.glyphs.separator) "
    if !state.gaps.isEmpty { line.append(separator + "rows missing in between", theme.warning) }
    if let order = order(always: tellsOrder) { line.append(separator + order) }
    if state.skipped > 0 {
      line.append(separator + "\(state.skipped.grouped) without id skipped", theme.warning)
    }
    switch state.tail.coverage {
    case .more where state.list.isEmpty: return StyledLine()
    case .more: line.append(separator + (inFull ? "more on the server" : "more"))
    // "3 of 108 loaded match, all" would be read as all of them matching.
    case .complete where !inFull:
      line.append(separator + (state.query.hidesRows ? "no more" : "all"))
    case .complete: line.append(separator + "all there are")
    case .maybeIncomplete: line.append(separator + "may be incomplete", theme.warning)
    }
    return line
  }

  /// What is on screen is told as a part of what is loaded, which itself is a part of what there is.
  private var loaded: String {
    let total = state.list.count.grouped
    guard state.query.hidesRows else { return "\(total) loaded" }
    let isNew = state.arranging.isOfNewQuery
    // Rows that came since the last arrangement are not among those that are counted.
    let count =
      (isNew ? "" : state.matchCount.grouped)
      + (state.isArranging ? theme.glyphs.ellipsis : "")
    return "\(count) of \(total) loaded match"
  }

  /// What the rows are sorted by.
  /// - Parameter always: also where a column tells it.
  private func order(always: Bool) -> String? {
    let order = state.query.order
    guard let column = order.column else { return nil }
    if !always, state.showsColumns, state.listColumns.contains(column) { return nil }
    return "by \(column.label) \(theme.glyphs.arrow(of: order))"
  }

  private var freshness: StyledLine? {
    guard let refreshedAt = state.refreshedAt else { return nil }
    let age = Freshness.text(since: Int(refreshedAt), now: state.ownSecond)
    return StyledLine("refreshed " + age, theme.secondary)
  }

  private var zone: String {
    state.timeMode.zone(local: state.settings.zone).label(at: state.second)
  }
}

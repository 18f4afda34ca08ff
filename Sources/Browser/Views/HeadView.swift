import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// The first line: which server, how much of its list is here, how fresh it is, which zone.
///
/// A value of everything it shows, so that it is redrawn only when one of these changes.
struct HeadView: Sendable, Equatable {
  let area: Rect
  private let serverName: String
  /// nil without one.
  private let profile: String?
  /// Loaded rows.
  private let loaded: Int
  /// Those of them that match; nil where the view hides none, or does not know yet.
  private let matching: Int?
  private let hidesRows: Bool
  /// Whether the rows are of batches that the server no longer lists.
  private let areGone: Bool
  private let isArranging: Bool
  private let hasGaps: Bool
  private let skipped: Int
  private let coverage: Pager.Coverage
  private let order: SortOrder
  private let columnTellsOrder: Bool
  /// The order is a new one, in which the rows are not yet.
  private let isSorting: Bool
  private let refresh: [StyledLine]
  /// When the rows were read, where that was in an earlier run; nil otherwise.
  private let asOf: String?
  private let clockNotes: [String]
  /// How long ago the list was refreshed; nil where it never was.
  private let freshness: String?
  private let zone: String
  /// When batches ended; nil where that is shown elsewhere.
  private let ends: FinishHistogram?
  /// Seconds since 1970 at which the current hour began; finished batches are counted by the hour.
  private let hour: Int
  private let theme: Theme

  /// - Parameter refresh: the wordings of `RefreshNote`.
  init(state: BrowserState, refresh: [StyledLine], theme: Theme) {
    let layout = state.layout
    area = layout.head
    serverName = state.settings.serverName
    profile = state.settings.profile
    loaded = state.shownList.count
    areGone = state.showsGone
    hidesRows = state.query.hidesRows
    // Rows that came since the last arrangement are not among those that are counted.
    matching = hidesRows && !state.rows.schedule.isOfNewQuery ? state.matchCount : nil
    isArranging = state.rows.isArranging
    hasGaps = !state.loader.gaps.isEmpty
    skipped = state.loader.skipped.count
    coverage = state.loader.tail.coverage
    order = state.query.order
    columnTellsOrder =
      order.column.map { state.showsColumns && state.listColumns.contains($0) } ?? false
    isSorting = order.column != nil && state.rows.isArranging && state.rows.schedule.isOfNewQuery
    self.refresh = refresh
    asOf = state.recall.isOutdated ? state.recall.asOf.map { state.seenAt($0) } : nil
    clockNotes = state.clocks.serverClock.notes
    freshness = state.loader.refreshedAt.map {
      Freshness.text(since: Int($0), now: state.clocks.local.second)
    }
    zone = state.screen.display.timeMode.zone(local: state.settings.zone).label(
      at: state.clocks.server.second)
    ends = layout.placement != .below && layout.summary.isEmpty ? state.statistics.finishes : nil
    hour = FinishHistogram.beginning(ofHourAt: state.clocks.server.second)
    self.theme = theme
  }

  /// What of it depends on the room.
  struct Drawn: Sendable, Equatable {
    /// Whether it says when the list is refreshed next.
    var showsRefresh: Bool
  }

  func draw(into frame: inout Frame) -> Drawn {
    let (left, right, showsRefresh) = version
    // A margin on the right, and at least one column between the two.
    let room = max(0, area.columns - right.columns - margin(of: left) - 2)
    frame.draw(
      left.truncated(to: room, ellipsis: theme.ellipsis),
      at: Point(column: area.column + margin(of: left), row: area.row), clip: area)
    frame.draw(
      right, at: Point(column: area.endColumn - right.columns - 1, row: area.row), clip: area)
    drawEnds(
      between: area.column + left.columns + 1, and: area.endColumn - right.columns - 1, &frame)
    return Drawn(showsRefresh: showsRefresh)
  }

  /// When batches ended, where there is room left and no better place for it.
  private func drawEnds(between start: Int, and end: Int, _ frame: inout Frame) {
    let gap = 3
    guard
      let ends,
      let line = Sparkline.line(of: ends, columns: end - start - 2 * gap, now: hour, theme: theme)
    else { return }
    frame.draw(line, at: Point(column: end - gap - line.columns, row: area.row), clip: area)
  }

  /// The most columns of a profile's name where there is little room.
  private static let shortName = 16

  private typealias Version = (left: StyledLine, right: StyledLine, showsRefresh: Bool)

  /// The fullest version that there is room for.
  private var version: Version {
    let name = StyledLine(" ") + StyledLine(serverName, theme.title)
    // Whose batches these are is said in any case.
    let short = profile.map {
      StyledLine(" ")
        + StyledLine($0, theme.title).truncated(to: Self.shortName, ellipsis: theme.ellipsis)
    }
    let coverages = [(true, true), (true, false), (false, false)].lazy
      .map { coverageText(inFull: $0, tellsOrder: $1) }
    let refreshed = freshness.map { StyledLine("refreshed " + $0, theme.secondary) }
    // A countdown shows how fresh the list is, so it stays longer; whose clock ages follow
    // is in the detail too.
    let rights: [[StyledLine?]] =
      refresh.isEmpty
      ? clocks.map { [refreshed, $0] } + clocks.map { [$0] }
      : pairs(refresh, clocks).map { [refreshed, $0, $1] }
        + pairs(refresh, clocks).map { [$0, $1] }
        + refresh.map { [$0] }
    // The server's name is known; when it is asked next is not. Absolute times need their zone,
    // so it goes last of all.
    let names = [name] + [short].compactMap { $0 }
    let choices =
      names.flatMap { name in rights.map { (name, $0) } }
      + refresh.suffix(1).map { (short ?? StyledLine(), [$0]) } + names.map { ($0, []) }
    let versions = choices.lazy.flatMap { name, parts in
      coverages.lazy.map {
        version(name, $0, parts, showsRefresh: !refresh.isEmpty && !parts.isEmpty)
      }
    }
    return versions.first { width(of: $0) <= area.columns }
      ?? version(
        short ?? StyledLine(),
        coverageText(inFull: false, tellsOrder: false, tellsEnd: asOf == nil), [],
        showsRefresh: false)
  }

  /// That ages follow another clock than ours: the wordings, the longest first, or none.
  private var clocks: [StyledLine?] {
    let notes = clockNotes.map {
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

  /// - Parameters:
  ///   - tellsOrder: also where a column shows what the rows are sorted by.
  ///   - tellsEnd: whether there is more.
  private func coverageText(
    inFull: Bool, tellsOrder: Bool, tellsEnd: Bool = true
  ) -> StyledLine {
    var line = StyledLine(rowsText)
    let separator = " \(theme.glyphs.separator) "
    if areGone { return line }
    if let asOf { line.append(separator + "as of " + asOf, theme.warning) }
    if hasGaps { line.append(separator + "rows missing in between", theme.warning) }
    if let column = order.column, isSorting || tellsOrder || !columnTellsOrder {
      line.append(separator + (isSorting ? "sorting " : ""))
      line.append("by \(column.content.label) \(theme.glyphs.arrow(of: order))")
      if isSorting { line.append(theme.ellipsis) }
    }
    if skipped > 0 {
      line.append(separator + "\(skipped.grouped) without id skipped", theme.warning)
    }
    switch coverage {
    case .more where loaded == 0: return StyledLine()
    case _ where !tellsEnd: break
    case .more: line.append(separator + (inFull ? "more on the server" : "more"))
    // "3 of 108 loaded match, all" would be read as all of them matching.
    case .complete where !inFull:
      line.append(separator + (hidesRows ? "no more" : "all"))
    case .complete: line.append(separator + "all there are")
    case .maybeIncomplete: line.append(separator + "may be incomplete", theme.warning)
    }
    return line
  }

  /// What is on screen is counted as a part of what is loaded, which is a part of what there is.
  private var rowsText: String {
    guard hidesRows else { return "\(loaded.grouped) loaded" }
    let count = (matching?.grouped ?? "") + (isArranging ? theme.ellipsis : "")
    if areGone {
      return matching == loaded
        ? "\(count) gone from the server" : "\(count) of \(loaded.grouped) gone match"
    }
    return "\(count) of \(loaded.grouped) loaded match"
  }
}

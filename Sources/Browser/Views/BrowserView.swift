import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

extension BrowserState {
  /// The whole screen, from nothing but the state.
  func draw() -> Frame {
    var nothing = DrawnFrame()
    return draw(reusing: &nothing).frame
  }

  /// The same, sooner.
  /// - Parameter drawn: what was drawn of this state before.
  func draw(reusing drawn: inout DrawnFrame) -> Drawing {
    var frame = drawn.blankFrame(size: screen.size, charset: screen.charset)
    let lifetime = draw(into: &frame, reusing: &drawn)
    drawn.keep(frame)
    return Drawing(frame: frame, holdsUntil: lifetime.end)
  }

  private func draw(into frame: inout Frame, reusing drawn: inout DrawnFrame) -> Lifetime {
    var lifetime = Lifetime()
    drawn.rows.begin()
    let theme = theme
    let layout = layout
    if layout.isTooSmall {
      frame.write(
        ScreenText.truncated(
          "\(Layout.minimum.columns)x\(Layout.minimum.rows) needed", to: screen.size.columns,
          ellipsis: theme.ellipsis), column: 0, row: 0)
      return lifetime
    }
    drawHead(theme, &frame, &drawn.head, &lifetime)
    if !overlays.coversPanes {
      let tabs = TabsView(state: self, theme: theme)
      drawn.tabs.put(tabs, at: tabs.area, &frame) { tabs.draw(into: &$0) }
      if !layout.rows.isEmpty { drawRows(theme, &frame, &drawn.rows, &lifetime) }
      let detail = layout.detail.flatMap { detailText(theme, columns: $0.columns - 2) }
      let lines = detail?.lines ?? []
      lifetime.limit(to: detail?.holdsUntil)
      if let area = layout.detail { drawDetail(theme, lines, area, &frame) }
      if let area = layout.separator {
        let separator = SeparatorView(
          state: self, area: area, note: hiddenNote(theme, lineCount: lines.count), theme: theme)
        drawn.separator.put(separator, at: area, &frame) { separator.draw(into: &$0) }
      }
      FollowedView(state: self, theme: theme)?.draw(into: &frame)
    }
    if let overlay {
      let context = overlayContext
      for overlay in overlays.all { overlay.content.draw(in: context, into: &frame) }
      if overlay.content.drawFoot(layout.foot, in: context, into: &frame) { return lifetime }
    }
    FootView(state: self, theme: theme).draw(into: &frame, reusing: &drawn.hints, &lifetime)
    return lifetime
  }

  private func drawHead(
    _ theme: Theme, _ frame: inout Frame, _ drawn: inout DrawnPart<HeadView, HeadView.Drawn>,
    _ lifetime: inout Lifetime
  ) {
    let note = RefreshNote(state: self, theme: theme)
    let head = HeadView(state: self, refresh: note.lines, theme: theme)
    let outcome = drawn.put(head, at: head.area, &frame) { head.draw(into: &$0) }
    if outcome.showsRefresh {
      lifetime.limit(to: note.nextChange)
    }
    if let refreshedAt = loader.refreshedAt {
      lifetime.limit(
        to: Freshness.secondsUntilChange(since: Int(refreshedAt), now: clocks.local.second),
        after: clocks.local)
    }
    // Wherever there is room for the sparkline, it moves on with the hour.
    if !statistics.finishes.isEmpty {
      lifetime.limit(
        to: FinishHistogram.hour - clocks.server.second % FinishHistogram.hour,
        after: clocks.local)
    }
  }

  private func drawRows(
    _ theme: Theme, _ frame: inout Frame, _ drawn: inout DrawnRows, _ lifetime: inout Lifetime
  ) {
    if let gantt = screen.gantt {
      GanttView(state: self, window: gantt.window, theme: theme).draw(into: &frame, &lifetime)
    } else {
      ListView(state: self, theme: theme).draw(into: &frame, reusing: &drawn, &lifetime)
    }
  }

  private func drawDetail(
    _ theme: Theme, _ lines: [StyledLine], _ area: Rect, _ frame: inout Frame
  ) {
    let inner = area.inset(columns: 1)
    for (offset, line) in lines.dropFirst(screen.detailTop).prefix(inner.rows).enumerated() {
      frame.draw(
        line.truncated(to: inner.columns, ellipsis: theme.ellipsis),
        at: Point(column: inner.column, row: inner.row + offset), clip: inner)
    }
    if layout.placement != .below, let note = hiddenNote(theme, lineCount: lines.count) {
      let last = Rect(column: area.column, row: area.endRow - 1, columns: area.columns, rows: 1)
      frame.clear(last)
      frame.write(
        note, column: area.endColumn - ScreenText.columns(of: note), row: last.row,
        style: theme.secondary, clip: last)
    }
  }

  /// How much of the detail is out of sight; nil where all of it is shown.
  private func hiddenNote(_ theme: Theme, lineCount: Int) -> String? {
    let below = lineCount - screen.detailTop - detailHeight(lineCount: lineCount)
    return theme.hiddenNote(above: screen.detailTop, below: below)
  }

  /// Rows of the detail that can be read at once: beside the list and on a page of its own the
  /// last one says what is out of sight.
  func detailHeight(lineCount: Int) -> Int {
    guard let rows = layout.detail?.rows else { return 0 }
    if layout.placement == .below || lineCount <= rows { return rows }
    return max(1, rows - 1)
  }

  /// The detail of the batch under the cursor at some width, in columns; nil without one.
  /// - Returns: until when the lines hold, in seconds since 1970 by our clock; nil for ever.
  func detailText(
    _ theme: Theme, columns: Int
  ) -> (lines: [StyledLine], holdsUntil: Double?)? {
    guard let row = selectedRow else { return nil }
    let outlook = outlook(of: row)
    var lifetime = Lifetime()
    lifetime.limit(
      to: DetailView.secondsUntilChange(
        of: row.batch, now: clocks.server.second, outlook: outlook), after: clocks.local)
    var lines = DetailView.lines(
      of: row.batch, now: clocks.server.second, zone: settings.zone, mode: screen.display.timeMode,
      columns: columns, theme: theme, outlook: outlook)
    if let absence = absence(of: row) {
      lines.insert(contentsOf: self.lines(for: absence, theme, columns: columns), at: 0)
      for moment in [absence.since, absence.lastSeen] {
        lifetime.limit(
          to: TimeText.secondsUntilRelativeChanges(moment, now: clocks.local.second),
          after: clocks.local)
      }
    } else if isStale(MarkedRow(row)) {
      let asOf = Int(row.asOf)
      let age =
        asOf > 0 ? TimeText.relative(asOf, now: clocks.local.second) : "in an earlier run"
      let note =
        StyledLine(theme.glyphs.stale + " ", theme.warning)
        + StyledLine("as it was \(age), not refreshed since")
      lines.insert(note, at: 0)
      lifetime.limit(
        to: TimeText.secondsUntilRelativeChanges(asOf, now: clocks.local.second),
        after: clocks.local)
    }
    if rows.shown.isKept(row.batch.id) {
      let note = StyledLine(theme.glyphs.unmatched + " ", theme.warning)
      lines.insert(note + StyledLine("no longer belongs to this view"), at: 0)
    }
    return (lines, lifetime.end)
  }

  /// Since when a batch is gone, and when it was last seen.
  private func lines(
    for absence: (since: Int, lastSeen: Int), _ theme: Theme, columns: Int
  ) -> [StyledLine] {
    func text(_ moment: Int) -> String {
      seenAt(moment) + " (\(TimeText.relative(moment, now: clocks.local.second)))"
    }
    let note =
      StyledLine(theme.glyphs.gone + " ", theme.warning)
      + StyledLine(
        "gone from the server since \(text(absence.since)), last seen \(text(absence.lastSeen))")
    return note.wrapped(to: columns, indent: 2)
  }

  /// Rows that the detail has at the width that it has now.
  var detailLineCount: Int {
    layout.detail.flatMap { detailText(theme, columns: $0.columns - 2)?.lines.count } ?? 0
  }
}

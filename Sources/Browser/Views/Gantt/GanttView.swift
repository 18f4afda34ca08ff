import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// All shown batches on one axis of time, in place of the list: a row each, as in the list, with
/// its life behind its name.
struct GanttView: Sendable {
  let window: TimeWindow
  /// nil where no rows are loaded.
  let heading: ListHeading?
  let rows: VisibleRows
  /// nil where rows fill the screen.
  let end: ListEnd?
  let clocks: Clocks
  let timeMode: TimeMode
  /// The user's own zone.
  let zone: ZoneRules
  let theme: Theme

  func draw(into frame: inout Frame, _ lifetime: inout Lifetime) {
    let parts = Parts(columns: rows.area.columns)
    let scale = window.scale(columns: parts.chart, now: Double(clocks.server.second))
    if let heading {
      let ruler = TimeRuler(scale: scale, mode: timeMode, zone: zone, now: clocks.server.second)
      heading.draw(
        StyledLine(String(repeating: " ", count: ListColumns.glyphColumns))
          + heading.name(columns: parts.name) + ListView.gap + ruler.line(theme: theme),
        into: &frame)
    }
    for (line, stored) in rows.rows.enumerated() {
      let (row, area) = (stored.row, rows.rect(ofLine: line))
      frame.draw(
        text(of: row.batch, rows.mark(of: MarkedRow(row), onLine: line), parts, scale),
        at: Point(column: area.column, row: area.row), clip: area)
      if line == rows.cursor { frame.select(area, theme, focused: rows.hasFocus) }
    }
    end?.draw(below: rows, into: &frame, &lifetime)
    lifetime.limit(to: nextChange(of: scale))
  }

  /// When the chart changes as time passes, in seconds since 1970 by our clock; nil for never.
  private func nextChange(of scale: TimeScale) -> Double? {
    // Texts and pictures count whole seconds.
    let now = Double(clocks.server.second)
    // What is two hours ago goes along with now, also where now is out of the picture.
    let next =
      timeMode == .relative
      ? scale.nextEdge(after: now) : scale.nextColumn(after: now)
    return next.map { clocks.localTime(ofServerTime: $0.rounded(.up)) }
  }

  /// Widths of what is side by side.
  struct Parts {
    var name: Int
    var chart: Int

    init(columns: Int) {
      name = min(32, max(8, columns * 3 / 10))
      // A blank separates it from what is beside it.
      chart = max(1, columns - ListColumns.glyphColumns - name - ListColumns.gap - 1)
    }
  }

  private func text(
    of batch: Batch, _ mark: RowMark, _ parts: Parts, _ scale: TimeScale
  ) -> StyledLine {
    let style = theme.style(of: batch)
    var text = mark.line(theme)
    text.append(" ")
    text.append(style.glyph, style.glyphStyle)
    text.append(" ")
    text.append(
      StyledLine(ScreenText.beginning(of: batch.name))
        .fitted(to: parts.name, ellipsis: theme.ellipsis))
    text.append(ListView.gap)
    text.append(life(of: batch, style, scale))
    return text
  }

  private func life(of batch: Batch, _ style: StatusStyle, _ scale: TimeScale) -> StyledLine {
    var strip = CellStrip(columns: scale.columns)
    strip.put(theme.glyphs.vertical, theme.border, at: scale.column(of: clocks.server.second))
    let bar = LifeBar(
      of: Lifecycle(of: batch, now: clocks.server.second),
      end: StyledSpan(style.glyph, style.glyphStyle),
      theme: theme)
    guard let first = bar.segments.first else {
      strip.write("no times", theme.secondary, at: 0)
      return strip.line
    }
    let edges = bar.segments.map { scale.column(of: $0.start) } + [scale.column(of: bar.end)]
    if edges[edges.count - 1] < 0 {
      strip.put(theme.glyphs.left, theme.secondary, at: 0)
    } else if scale.column(of: first.start) >= scale.columns {
      strip.put(theme.glyphs.right, theme.secondary, at: scale.columns - 1)
    } else {
      bar.paint(on: &strip, edges: edges, isMarked: false)
    }
    return strip.line
  }

  /// What the patterns mean, in one line.
  static func legend(_ theme: Theme) -> StyledLine { .joined(meanings(theme), gap: 2) }

  /// The same in lines of at most `columns` columns, none of which parts a pattern from its meaning.
  static func legendText(_ theme: Theme, columns: Int) -> String {
    StyledLine.flowed(meanings(theme), columns: columns).map(\.text).joined(separator: "\n")
  }

  private static func meanings(_ theme: Theme) -> [StyledLine] {
    let phases = [Lifecycle.Phase.Kind.queued, .running, .finalizing, .cancelling].map { kind in
      let style = theme.style(of: kind)
      return (style.fill, style.style, style.label)
    }
    let others = [
      (theme.glyphs.phaseOverdue, theme.late, "overdue"),
      (theme.glyphs.phaseAhead, theme.secondary, "to the deadline"),
    ]
    return (phases + others).map { fill, style, label in
      StyledLine([StyledSpan(fill, style), StyledSpan(" " + label)])
    }
  }
}

extension GanttView {
  init(state: BrowserState, window: TimeWindow, theme: Theme) {
    let layout = state.layout
    self.window = window
    heading = ListHeading(state: state, area: layout.columnNames, theme: theme)
    rows = VisibleRows(state: state, area: layout.rows)
    end = ListEnd(below: rows, state: state, theme: theme)
    clocks = state.clocks
    timeMode = state.screen.display.timeMode
    zone = state.settings.zone
    self.theme = theme
  }
}

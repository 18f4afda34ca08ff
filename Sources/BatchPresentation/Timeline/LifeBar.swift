import BatchInsight
import Screen

/// A batch's life as it is drawn: its phases one after the other, each in a pattern of its own, up
/// to its end, or to now and on to the deadline. Where in a line each of them goes is up to who
/// draws it.
package struct LifeBar: Sendable, Equatable {
  /// One stretch of the life.
  package struct Segment: Sendable, Equatable {
    /// What it is called.
    package var label: String
    /// The character that fills it.
    package var fill: String
    package var style: Style
    /// Stands at its beginning.
    var startMark: String
    /// Where it begins, in seconds since 1970 in UTC.
    package var start: Int
    /// How long it is, in seconds.
    package var seconds: Int
    /// The same in words.
    package var duration: String
  }

  package private(set) var segments: [Segment] = []
  /// Stands behind the last segment.
  private(set) var endMark = StyledSpan("")
  /// What the end is called; empty where the mark says it.
  private(set) var endLabel = ""
  /// Where the last segment ends, in seconds since 1970 in UTC.
  package private(set) var end = 0
  private let theme: Theme

  /// - Parameter end: drawn at the end of a batch that has ended.
  package init(of lifecycle: Lifecycle, end: StyledSpan, theme: Theme) {
    self.theme = theme
    for phase in lifecycle.phases { append(phase) }
    // Not queued yet, though no time says when that begins.
    if lifecycle.isValidating, lifecycle.phases.last?.kind == .queued {
      segments[segments.count - 1].label = "validating"
    }
    guard let last = lifecycle.phases.last else { return }
    self.end = last.end ?? last.start
    let now = StyledSpan(theme.glyphs.timelineNow, theme.title)
    switch lifecycle.deadline?.state {
    case .left(let seconds) where last.isOpen:
      segments.append(
        Segment(
          label: "now", fill: theme.glyphs.phaseAhead, style: theme.secondary,
          startMark: theme.glyphs.timelineNow, start: self.end, seconds: seconds,
          duration: SpanText.long(seconds) + " left"))
      endMark = StyledSpan(theme.glyphs.timelineEnd, theme.secondary)
      endLabel = "expires"
      self.end = lifecycle.deadline?.epoch ?? self.end
    case .overdue(let seconds) where last.isOpen && seconds < last.duration ?? 0:
      segments[segments.count - 1].seconds -= seconds
      segments.append(
        Segment(
          label: "overdue", fill: theme.glyphs.phaseOverdue, style: theme.late,
          startMark: theme.glyphs.timelineDeadline, start: self.end - seconds, seconds: seconds,
          duration: "by " + SpanText.long(seconds)))
      endMark = now
      endLabel = "now"
    default:
      endMark = last.isOpen ? now : end
      endLabel = last.isOpen ? "now" : ""
    }
  }

  private mutating func append(_ phase: Lifecycle.Phase) {
    let style = theme.style(of: phase.kind)
    segments.append(
      Segment(
        label: style.label, fill: style.fill, style: style.style,
        startMark: segments.isEmpty ? theme.glyphs.timelineStart : theme.glyphs.timelineStep,
        start: phase.start, seconds: phase.duration ?? 0,
        duration: phase.duration.map { SpanText.long($0) } ?? "?"))
  }

  /// Paints the life.
  /// - Parameters:
  ///   - edges: the column at which each segment begins and the one of the end, ascending; they may
  ///     lie outside of the strip.
  ///   - isMarked: whether each beginning is marked, and not only where now is.
  package func paint(on strip: inout CellStrip, edges: [Int], isMarked: Bool) {
    for (index, segment) in segments.enumerated() {
      let (start, end) = (edges[index], max(edges[index], edges[index + 1]))
      strip.fill(start..<end, with: segment.fill, segment.style)
      let isNow = segment.startMark == theme.glyphs.timelineNow
      if isNow || isMarked {
        strip.put(segment.startMark, isNow ? theme.title : segment.style, at: start)
      }
    }
    guard let last = edges.last, !segments.isEmpty else { return }
    // Now and the deadline may share a cell; the active phase comes first.
    let endsAtNow = segments.last?.startMark == theme.glyphs.timelineNow
    if endsAtNow, edges.count > 1, edges[edges.count - 2] == last { return }
    strip.put(endMark.text, endMark.style, at: last)
  }
}

extension Theme {
  /// How a phase is drawn and what it is called.
  package struct PhaseStyle: Sendable, Equatable {
    package var label: String
    package var fill: String
    package var style: Style
  }

  package func style(of phase: Lifecycle.Phase.Kind) -> PhaseStyle {
    switch phase {
    case .queued: PhaseStyle(label: "queued", fill: glyphs.phaseWaiting, style: .plain)
    case .running: PhaseStyle(label: "running", fill: glyphs.phaseRunning, style: accent)
    case .finalizing: PhaseStyle(label: "finalizing", fill: glyphs.phaseFinalizing, style: accent)
    case .cancelling: PhaseStyle(label: "cancelling", fill: glyphs.phaseCancelling, style: warning)
    case .unsplit: PhaseStyle(label: "total", fill: glyphs.phaseRunning, style: .plain)
    }
  }
}

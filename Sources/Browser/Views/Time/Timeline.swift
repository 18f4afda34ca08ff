import Screen

/// A batch's life as a drawn line: its phases one after the other, as wide as they were long,
/// each in a pattern of its own, up to its end, or to now and on to the deadline.
struct Timeline {
  /// One stretch of the line.
  struct Segment: Sendable, Hashable {
    /// Stands above its beginning.
    var label: String
    /// The character that fills it.
    var fill: String
    var style: Style
    /// Stands at its beginning.
    var startMark: String
    /// How long it is, in seconds.
    var seconds: Int
    /// The same in words.
    var duration: String
  }

  private(set) var segments: [Segment] = []
  /// Stands behind the last segment.
  private(set) var endMark = StyledSpan("")
  /// Stands above the line's end.
  private(set) var endLabel = ""
  private let theme: Theme

  /// - Parameter end: stands at the end of a batch that has ended.
  init(of lifecycle: Lifecycle, end: StyledSpan, theme: Theme) {
    self.theme = theme
    for phase in lifecycle.phases { append(phase) }
    guard let last = lifecycle.phases.last else { return }
    let now = StyledSpan(theme.glyphs.timelineNow, theme.title)
    switch lifecycle.deadline?.state {
    case .left(let seconds) where last.isOpen:
      segments.append(
        Segment(
          label: "now", fill: theme.glyphs.phaseAhead, style: theme.secondary,
          startMark: theme.glyphs.timelineNow, seconds: seconds,
          duration: SpanText.long(seconds) + " left"))
      endMark = StyledSpan(theme.glyphs.timelineEnd, theme.secondary)
      endLabel = "expires"
    case .overdue(let seconds) where last.isOpen && seconds < last.duration ?? 0:
      segments[segments.count - 1].seconds -= seconds
      segments.append(
        Segment(
          label: "overdue", fill: theme.glyphs.phaseOverdue, style: theme.late,
          startMark: theme.glyphs.timelineDeadline, seconds: seconds,
          duration: "by " + SpanText.long(seconds)))
      endMark = now
      endLabel = "now"
    default:
      endMark = last.isOpen ? now : end
      endLabel = last.isOpen ? "now" : ""
    }
  }

  private mutating func append(_ phase: Lifecycle.Phase) {
    let look = theme.look(of: phase.kind)
    segments.append(
      Segment(
        label: look.label, fill: look.fill, style: look.style,
        startMark: segments.isEmpty ? theme.glyphs.timelineStart : theme.glyphs.timelineStep,
        seconds: phase.duration ?? 0, duration: phase.duration.map { SpanText.long($0) } ?? "?"))
  }
}

extension Timeline {
  /// The line at a width, with the names above and the durations within it where all of them
  /// find room, and otherwise below it. Empty when no time tells of the batch's life.
  func lines(columns: Int) -> [StyledLine] {
    guard !segments.isEmpty else { return [] }
    // The last column belongs to the end mark.
    let room = columns - ScreenText.columns(of: endMark.text)
    let roomy = segments.indices.map { roomyMinimum(of: $0) }
    if roomy.reduce(0, +) <= room {
      let widths = widths(room, minimums: roomy)
      return [labels(widths), bar(widths, withDurations: true)]
    }
    let tight = segments.map { _ in 2 }
    guard tight.reduce(0, +) <= room else { return legend(columns: columns) }
    return [bar(widths(room, minimums: tight), withDurations: false)] + legend(columns: columns)
  }

  private func widths(_ room: Int, minimums: [Int]) -> [Int] {
    Proportions.columns(
      total: room, weights: segments.map { Double($0.seconds) }, minimums: minimums)
  }

  /// Columns for the name above with a blank behind it, and for the mark at the beginning and
  /// the duration between two blanks and two characters of the line.
  private func roomyMinimum(of index: Int) -> Int {
    var name = ScreenText.columns(of: segments[index].label) + 1
    if index == segments.count - 1 { name += max(0, endLabel.count - 1) }
    return max(name, 1 + segments[index].duration.count + 4)
  }

  private func labels(_ widths: [Int]) -> StyledLine {
    var line = StyledLine()
    for (segment, width) in zip(segments, widths) {
      line.append(StyledLine(segment.label, theme.secondary).padded(to: width))
    }
    guard !endLabel.isEmpty else { return line }
    let room = widths.reduce(0, +) + 1 - endLabel.count
    return line.truncated(to: room, ellipsis: "") + StyledLine(endLabel, theme.secondary)
  }

  private func bar(_ widths: [Int], withDurations: Bool) -> StyledLine {
    var line = StyledLine()
    for (segment, width) in zip(segments, widths) {
      let isNow = segment.startMark == theme.glyphs.timelineNow
      line.append(segment.startMark, isNow ? theme.title : segment.style)
      let cells = width - 1
      let text = withDurations ? " " + segment.duration + " " : ""
      let before = (cells - text.count) / 2
      line.append(String(repeating: segment.fill, count: before), segment.style)
      line.append(text)
      line.append(
        String(repeating: segment.fill, count: cells - text.count - before), segment.style)
    }
    line.append(endMark)
    return line
  }

  private func legend(columns: Int) -> [StyledLine] {
    StyledLine.flowed(
      segments.map { segment in
        let name = segment.fill == theme.glyphs.phaseAhead ? "" : segment.label + " "
        return StyledLine([
          StyledSpan(segment.fill + " ", segment.style), StyledSpan(name, theme.secondary),
          StyledSpan(segment.duration),
        ])
      }, columns: columns, gap: 3)
  }
}

extension Theme {
  /// How a phase is drawn and what it is called.
  struct PhaseLook: Sendable, Hashable {
    var label: String
    var fill: String
    var style: Style
  }

  func look(of phase: Lifecycle.Phase.Kind) -> PhaseLook {
    switch phase {
    case .queued: PhaseLook(label: "queued", fill: glyphs.phaseWaiting, style: .plain)
    case .running: PhaseLook(label: "running", fill: glyphs.phaseRunning, style: accent)
    case .finalizing: PhaseLook(label: "finalizing", fill: glyphs.phaseFinalizing, style: accent)
    case .cancelling: PhaseLook(label: "cancelling", fill: glyphs.phaseCancelling, style: warning)
    case .unsplit: PhaseLook(label: "total", fill: glyphs.phaseRunning, style: .plain)
    }
  }
}

import BatchInsight
import Batches
import Screen

/// All that is known of one batch, as lines: what state it is in and how it got there first, then
/// everything else the server said.
package enum DetailView {
  /// - Parameters:
  ///   - now: seconds since 1970 in UTC.
  ///   - zone: local time; absolute times are in it unless the mode is UTC.
  ///   - columns: no line is wider, if there are 16 or more.
  ///   - outlook: what can be said of the batch beyond what the server says of it.
  package static func lines(
    of batch: Batch, now: Int, zone: ZoneRules, mode: TimeMode, columns: Int, theme: Theme,
    outlook: DetailOutlook = DetailOutlook()
  ) -> [StyledLine] {
    let context = DetailContext(
      batch: batch, lifecycle: Lifecycle(of: batch, now: now), outlook: outlook,
      zone: mode.zone(local: zone), columns: max(16, columns), theme: theme)
    let errors = context.errors()
    // Few errors of a failed batch are what one came for; many would push the times out of sight.
    let errorsComeFirst = batch.status.meaning == .failed && errors.count <= 8
    var lines = context.head() + context.timeline()
    lines += errorsComeFirst ? errors + context.times() : context.times() + errors
    return lines + context.fields() + context.metadata() + context.otherFields()
  }

  /// Seconds until a text of the pane changes by the passing of time alone; nil when none will.
  package static func secondsUntilChange(
    of batch: Batch, now: Int, outlook: DetailOutlook = DetailOutlook()
  ) -> Int? {
    let moments = TimestampField.allCases.compactMap { batch.times[$0] }
    var seconds = moments.map { TimeText.secondsUntilRelativeChanges($0, now: now) }
    // The verdicts count from these moments too; but new ones may come.
    if let problem = ProblemClock(batch)?.nextProblem(after: now, baselines: outlook.baselines) {
      seconds.append(problem.minusSaturating(now))
    }
    if let change = Countdown(of: batch, now: now)?.secondsUntilTextChanges {
      seconds.append(change)
    }
    if let change = outlook.eta?.secondsUntilChange(now: now) { seconds.append(change) }
    return seconds.min()
  }
}

/// What follows for a batch from others and from earlier refreshes.
package struct DetailOutlook: Sendable, Equatable {
  package var baselines: PhaseBaselines
  /// Nil where none is shown.
  package var eta: ETA?
  package var clock: ServerClock
  /// Whether the server was asked for a result file and no longer has it.
  package var hasLostResults: Bool

  package init(
    baselines: PhaseBaselines = .none, eta: ETA? = nil, clock: ServerClock = ServerClock(),
    hasLostResults: Bool = false
  ) {
    self.baselines = baselines
    self.eta = eta
    self.clock = clock
    self.hasLostResults = hasLostResults
  }
}

/// What all sections of the pane need.
struct DetailContext {
  let batch: Batch
  let lifecycle: Lifecycle
  let outlook: DetailOutlook
  /// The zone of absolute times.
  let zone: ZoneRules
  let columns: Int
  let theme: Theme

  /// Columns that labels take at least, so that values line up in all sections.
  static let labelColumns = 11

  /// What is shown of one section and of one value: far more than any real batch has (one of 5,000
  /// requests can have as many errors), and little enough to be drawn at every key.
  static let mostMembers = 1000
  static let mostErrors = 5000
  static let mostCharacters = 10_000

  /// Says how much is not shown; nothing where all is.
  func remainder(_ count: Int, _ what: String) -> [StyledLine] {
    guard count > 0 else { return [] }
    return [StyledLine("\(theme.ellipsis) \(count) more \(what)", theme.secondary)]
  }

  /// Text of any length and with line breaks, as lines.
  func wrapped(_ value: String, to columns: Int) -> [StyledLine] {
    if value.isEmpty { return [StyledLine(theme.glyphs.none, theme.secondary)] }
    // No text has more characters than bytes, and nearly none has that many.
    let mayBeLong = value.utf8.count > Self.mostCharacters
    let scalars = value.unicodeScalars
    let shown = mayBeLong ? String(scalars.prefix(Self.mostCharacters)) : value
    let rest = mayBeLong ? scalars.count - Self.mostCharacters : 0
    var lines = ScreenText.wrapped(shown, to: columns).map { StyledLine($0) }
    lines += remainder(rest, "characters").flatMap { $0.wrapped(to: columns) }
    return lines
  }

  /// The first line of a section: its name, a rule, and a note at the end.
  func heading(_ text: String, note: String = "") -> StyledLine {
    var line = StyledLine(text + " ", theme.heading)
    let end = note.isEmpty ? StyledLine() : StyledLine(" " + note, theme.heading)
    let rule = columns - line.columns - end.columns
    line.append(StyledSpan(repeating: theme.glyphs.horizontal, count: rule, theme.border))
    return (line + end).truncated(to: columns, ellipsis: theme.ellipsis)
  }
}

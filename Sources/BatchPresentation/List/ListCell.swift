import BatchInsight
import Batches
import Screen

/// What the columns of the list say of a batch at one moment.
package struct ListCell {
  /// Seconds since 1970 in UTC.
  package let now: Int
  package let mode: TimeMode
  /// The format of the age.
  package let ageMode: TimeMode
  /// The user's own zone.
  let zone: ZoneRules
  package let baselines: PhaseBaselines
  /// Whether a separate column shows what is wrong with an active batch.
  var hasVerdictColumn: Bool

  package init(
    now: Int, mode: TimeMode, ageMode: TimeMode, zone: ZoneRules, baselines: PhaseBaselines,
    hasVerdictColumn: Bool = false
  ) {
    self.now = now
    self.mode = mode
    self.ageMode = ageMode
    self.zone = zone
    self.baselines = baselines
    self.hasVerdictColumn = hasVerdictColumn
  }

  /// - Parameter columns: what the cell may take.
  /// - Returns: a line that may be longer, or shorter.
  package func line(_ column: ListColumn, of batch: Batch, columns: Int, theme: Theme) -> StyledLine
  {
    switch column {
    case .status:
      let look = theme.look(of: batch)
      return StyledLine(ScreenText.beginning(of: look.word), look.wordStyle)
    case .name: return NameCell.line(of: batch, columns: columns, theme: theme)
    case .progress:
      return ProgressCell.line(
        of: batch, columns: columns, theme: theme,
        verdict: hasVerdictColumn ? nil : Verdict.of(batch, now: now, baselines: baselines))
    case .endpoint:
      return batch.endpoint.map { StyledLine(ScreenText.beginning(of: $0)) } ?? none(theme)
    case .age: return time(ageMode, batch, theme)
    case .created: return time(absoluteMode, batch, theme)
    case .inState:
      return seconds(.inState, of: batch).map { StyledLine(SpanText.short($0)) } ?? none(theme)
    case .left:
      guard let clock = Countdown(of: batch, now: now), !clock.short.isEmpty else {
        return none(theme)
      }
      return StyledLine(clock.short, style(of: clock, theme))
    case .duration:
      return seconds(.duration, of: batch).map { StyledLine(SpanText.long($0)) } ?? none(theme)
    case .requests: return batch.counts?.total.map { StyledLine(String($0)) } ?? none(theme)
    case .failed:
      guard let failed = batch.counts?.failed else { return none(theme) }
      return StyledLine(String(failed), failed > 0 ? theme.error : theme.secondary)
    case .verdict:
      return Verdict.of(batch, now: now, baselines: baselines).map { verdict in
        StyledLine(verdict.short, style(of: verdict, theme))
      } ?? StyledLine()
    }
  }

  /// Seconds until the cell says something else although nothing happens; nil for never.
  package func secondsUntilChange(_ column: ListColumn, of batch: Batch) -> Int? {
    switch column {
    case .status, .name, .created, .requests, .failed, .endpoint: return nil
    case .age:
      return batch.times[.created].flatMap { ageMode.secondsUntilCellChanges($0, now: now) }
    case .inState: return batch.stateSince.map { growing(.short, since: $0) }
    case .left: return Countdown(of: batch, now: now)?.secondsUntilShortChanges
    case .duration:
      guard !batch.hasEnded else { return nil }
      return batch.times[.created].map { growing(.long, since: $0) }
    // The progress cell shows the verdict, too.
    case .progress, .verdict:
      let begins = ProblemClock(batch)?.nextProblem(after: now, baselines: baselines).map {
        $0.minusSaturating(now)
      }
      let grows = Verdict.of(batch, now: now, baselines: baselines)?.secondsUntilShortChanges
      return [begins, grows].compactMap(\.self).min()
    }
  }

  /// The same for all columns on the screen.
  package func secondsUntilChange(_ columns: ListColumns, of batch: Batch) -> Int? {
    columns.slots.compactMap { secondsUntilChange($0.column, of: batch) }.min()
  }

  private var absoluteMode: TimeMode { mode == .relative ? .local : mode }

  private func none(_ theme: Theme) -> StyledLine {
    StyledLine(theme.glyphs.none, theme.secondary)
  }

  private func time(_ mode: TimeMode, _ batch: Batch, _ theme: Theme) -> StyledLine {
    let text = batch.times[.created].map { mode.cell($0, now: now, zone: zone) }
    return StyledLine(text ?? theme.glyphs.none, theme.secondary)
  }

  private func seconds(_ measure: Measure, of batch: Batch) -> Int? {
    // A server may send any number as a time.
    measure.value(of: batch, now: now).map { Int(exactly: $0) ?? ($0 < 0 ? .min : .max) }
  }

  /// Seconds until a span's text changes; one that begins in the future does not change until then.
  private func growing(_ text: SpanText, since start: Int) -> Int {
    let age = now.minusSaturating(start)
    return age < 0 ? 1.minusSaturating(age) : text.secondsUntilChange(age: age)
  }

  private func style(of clock: Countdown, _ theme: Theme) -> Style {
    switch clock.goal {
    case .deadline: clock.seconds < 0 ? theme.late : .plain
    case .target: .plain
    case .results: theme.secondary
    }
  }

  private func style(of verdict: Verdict, _ theme: Theme) -> Style {
    switch verdict {
    case .allFailed: theme.error
    case .overdue: theme.late
    case .noOutput, .notDone, .someFailed, .expiredWithOutput, .expiredWithoutOutput,
      .cancellingLong, .stuck:
      .plain
    }
  }
}

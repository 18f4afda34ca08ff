import BatchInsight
import Batches
import Screen

/// What the cells of the list depend on beside their batch, at one moment.
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

  /// Seconds until any of the columns on the screen shows something else; nil for never.
  package func secondsUntilChange(_ columns: ListColumns, of batch: Batch) -> Int? {
    columns.slots.compactMap { $0.column.content.secondsUntilChange(of: batch, in: self) }.min()
  }
}

// MARK: What several columns show

extension ListCell {
  /// A text, or the sign for none.
  func line(_ text: String?, _ theme: Theme) -> StyledLine {
    text.map { StyledLine($0) } ?? StyledLine(theme.glyphs.none, theme.secondary)
  }

  /// The creation in some format.
  func creation(of batch: Batch, as mode: TimeMode, _ theme: Theme) -> StyledLine {
    let text = batch.times[.created].map { mode.cell($0, now: now, zone: zone) }
    return StyledLine(text ?? theme.glyphs.none, theme.secondary)
  }

  /// A measure in seconds, as a span.
  func span(_ measure: Measure, of batch: Batch, as text: SpanText, _ theme: Theme) -> StyledLine {
    // A server may send any number as a time.
    let seconds = measure.value(of: batch, now: now).map {
      Int(exactly: $0) ?? ($0 < 0 ? .min : .max)
    }
    return line(seconds.map { text($0) }, theme)
  }

  /// Seconds until a span's text changes; one that begins in the future does not change until then.
  func secondsUntilChange(of text: SpanText, since start: Int) -> Int {
    let age = now.minusSaturating(start)
    return age < 0 ? 1.minusSaturating(age) : text.secondsUntilChange(age: age)
  }

  /// Seconds until a batch has another verdict, or that has another text.
  func secondsUntilVerdictChanges(of batch: Batch) -> Int? {
    let begins = ProblemClock(batch)?.nextProblem(after: now, baselines: baselines).map {
      $0.minusSaturating(now)
    }
    let grows = Verdict.of(batch, now: now, baselines: baselines)?.secondsUntilShortChanges
    return [begins, grows].compactMap(\.self).min()
  }
}

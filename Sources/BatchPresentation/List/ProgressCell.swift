import BatchInsight
import Batches
import Screen

/// A batch's progress in one cell of the list, the most important part first.
package enum ProgressCell {
  /// - Parameter verdict: the most important one of an active batch, if it is to be shown here.
  /// - Returns: a line of at most `columns` columns.
  package static func line(
    of batch: Batch, columns: Int, theme: Theme, verdict: Verdict? = nil
  ) -> StyledLine {
    let lasting = batch.hasEnded ? Verdict.of(batch, now: 0, baselines: .none) : nil
    return content(of: batch, columns: columns, theme: theme, verdict: verdict ?? lasting)
      .truncated(to: columns, ellipsis: theme.ellipsis)
  }

  private static func content(
    of batch: Batch, columns: Int, theme: Theme, verdict: Verdict?
  ) -> StyledLine {
    let remark = remark(verdict, on: batch, theme)
    if batch.status.meaning == .failed, let error = batch.errors.first {
      return StyledLine(ScreenText.beginning(of: error.message))
    }
    guard let counts = batch.counts,
      let numbers = (numbers(counts) ?? counts.percentText).map({ StyledLine($0) })
    else {
      if !remark.isEmpty { return richest(of: [remark, brief(verdict, theme)], columns: columns) }
      let error = batch.errors.first.map { ScreenText.beginning(of: $0.message) }
      return StyledLine(error ?? theme.glyphs.none, theme.secondary)
    }
    let failures = [failures(counts, theme: theme), briefFailures(counts, theme: theme)]
    // What is wrong with an active batch matters more than its progress.
    if !remark.isEmpty, !batch.status.isTerminal {
      let share = counts.percentText.map { StyledLine($0) } ?? numbers
      return richest(
        of: [beside(share, remark), remark, brief(verdict, theme), share], columns: columns)
    }
    // Finished and waiting batches show numbers; a bar is for what moves.
    guard isMoving(batch), let percent = counts.percentText else {
      let notes = (failures.map { beside($0, remark) } + failures + [remark])
        .filter { !$0.isEmpty }
      return richest(of: notes.map { beside(numbers, $0) } + notes + [numbers], columns: columns)
    }
    let figure = StyledLine(" " + percent).padded(to: 5, alignment: .right)
    let bars = failures.compactMap { failures -> StyledLine? in
      let rest = beside(figure, failures)
      let bar = ProgressBar.line(
        counts, columns: min(10, columns - rest.columns), theme: theme, style: theme.bar(of: batch))
      return bar.map { $0 + rest }
    }
    let share = StyledLine(percent)
    return richest(of: bars + failures.map { beside(share, $0) } + [share], columns: columns)
  }

  /// "▲ stuck 3h", or nothing; without a glyph for what has ended, whose status has one.
  private static func remark(_ verdict: Verdict?, on batch: Batch, _ theme: Theme) -> StyledLine {
    guard let verdict, let text = verdict.remark else { return StyledLine() }
    let words = StyledLine(text)
    return batch.status.isTerminal ? words : theme.glyph(of: verdict) + StyledLine(" ") + words
  }

  /// The same without a span, or with nothing else: "◷ overdue", "▲ 2h".
  private static func brief(_ verdict: Verdict?, _ theme: Theme) -> StyledLine {
    guard let verdict else { return StyledLine() }
    let text: String? =
      switch verdict {
      case .overdue: "overdue"
      case .stuck: "stuck"
      case .cancellingLong(let seconds): SpanText.short(seconds)
      case .allFailed, .noOutput, .notDone, .someFailed, .expiredWithOutput, .expiredWithoutOutput:
        nil
      }
    return text.map { theme.glyph(of: verdict) + StyledLine(" " + $0) } ?? StyledLine()
  }

  /// The first line that says something and fits; half a number would be another number.
  private static func richest(of lines: [StyledLine], columns: Int) -> StyledLine {
    lines.first { !$0.isEmpty && $0.columns <= columns } ?? StyledLine()
  }

  private static func beside(_ left: StyledLine, _ right: StyledLine) -> StyledLine {
    .joined([left, right].filter { !$0.isEmpty }, gap: 2)
  }

  private static func isMoving(_ batch: Batch) -> Bool {
    switch batch.status.meaning {
    case .running, .finalizing, .cancelling, .unknown: true
    case .validating, .queued: (batch.counts?.fraction ?? 0) > 0
    case .completed, .failed, .expired, .cancelled: false
    }
  }

  /// "88 failed", or nothing.
  package static func failures(_ counts: RequestCounts, theme: Theme) -> StyledLine {
    guard let failed = counts.failed, failed > 0 else { return StyledLine() }
    return StyledLine("\(failed) failed", theme.error)
  }

  /// The same with a glyph in place of the word.
  private static func briefFailures(_ counts: RequestCounts, theme: Theme) -> StyledLine {
    guard let failed = counts.failed, failed > 0 else { return StyledLine() }
    return StyledLine("\(failed) \(theme.glyphs.failed)", theme.error)
  }

  /// "412/500" as the server counts; nil when it does not.
  static func numbers(_ counts: RequestCounts) -> String? {
    switch (counts.completed, counts.total) {
    case (0?, 0?): nil
    case (let done?, let total?): "\(done)/\(total)"
    // Without a total, servers that count nothing send 0, too.
    case (let done?, nil): done > 0 || counts.failed ?? 0 > 0 ? "\(done) done" : nil
    case (nil, let total?): total > 0 ? "of \(total)" : nil
    case (nil, nil): nil
    }
  }
}

import Batches
import Screen

extension DetailContext {
  /// Name, state and progress.
  func head() -> [StyledLine] {
    var lines = wrapped(batch.name, to: columns).map { $0.restyled { _ in theme.title } }
    lines += StyledLine.flowed([status()] + remarks(), columns: columns, indent: 2)
    lines += progress()
    return lines
  }

  /// "● in_progress for 2h 58m", "✔ completed 3h ago"
  private func status() -> StyledLine {
    var line = theme.look(of: batch).line
    guard let since = lifecycle.stateSince, let time = lifecycle.timeInState else { return line }
    if batch.status.isTerminal {
      line.append(" " + TimeText.relative(since, now: lifecycle.now))
    } else {
      line.append(" for " + SpanText.long(time))
    }
    return line
  }

  private func remarks() -> [StyledLine] {
    var remarks: [StyledLine] = []
    switch batch.completionOutcome {
    case .allFailed: remarks.append(StyledLine("every request failed", theme.error))
    case .onlyErrors: remarks.append(StyledLine("no output file, only an error file"))
    case .someFailed, .success, nil: break
    }
    if case .overdue(let seconds)? = lifecycle.deadline?.state {
      remarks.append(StyledLine("overdue by " + SpanText.long(seconds), theme.late))
    }
    return remarks
  }

  private func progress() -> [StyledLine] {
    guard let counts = batch.counts, let numbers = ProgressCell.numbers(counts) else { return [] }
    var figures = [StyledLine(numbers), ProgressCell.failures(counts, theme: theme)]
    if let percent = ProgressBar.percent(counts) { figures.insert(StyledLine(percent), at: 0) }
    let taken = figures.reduce(0) { $0 + ($1.isEmpty ? 0 : $1.columns + 2) }
    let bar = ProgressBar.line(
      counts, columns: min(30, columns - taken), theme: theme, style: theme.bar(of: batch))
    return StyledLine.flowed([bar ?? StyledLine()] + figures, columns: columns)
  }

  /// The drawn life, a blank line above and below it.
  func timeline() -> [StyledLine] {
    let look = theme.look(of: batch)
    let lines = Timeline(
      of: lifecycle, end: StyledSpan(look.glyph, look.glyphStyle), theme: theme
    ).lines(columns: columns)
    return [StyledLine()] + lines + (lines.isEmpty ? [] : [StyledLine()])
  }
}

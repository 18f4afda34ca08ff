import BatchInsight
import Batches
import Screen

extension DetailContext {
  /// Name, state, what is wrong, and progress.
  func head() -> [StyledLine] {
    var lines = wrapped(batch.name, to: columns).map { $0.restyled { _ in theme.title } }
    lines += status().wrapped(to: columns, indent: 2)
    lines += verdicts()
    lines += progress()
    return lines + clocks()
  }

  /// "● in_progress for 2h 58m", "✔ completed 3h ago"
  private func status() -> StyledLine {
    var line = theme.style(of: batch).line
    guard let since = lifecycle.stateSince, let time = lifecycle.timeInState else { return line }
    if batch.status.isTerminal {
      line.append(" " + TimeText.relative(since, now: lifecycle.now))
    } else {
      line.append(" for " + SpanText.long(time))
    }
    return line
  }

  private func progress() -> [StyledLine] {
    guard let counts = batch.counts, counts.fraction != nil || ProgressCell.numbers(counts) != nil
    else { return [] }
    let numbers = ProgressCell.numbers(counts).map { StyledLine($0) } ?? StyledLine()
    var figures = [numbers, ProgressCell.failures(counts, theme: theme)]
    if let percent = counts.percentText { figures.insert(StyledLine(percent), at: 0) }
    let taken = figures.reduce(0) { $0 + ($1.isEmpty ? 0 : $1.columns + 2) }
    let bar = ProgressBar.line(
      counts, columns: min(30, columns - taken), theme: theme, style: theme.bar(of: batch))
    return StyledLine.flowed([bar ?? StyledLine()] + figures, columns: columns)
  }

  /// The drawn life, a blank line above and below it.
  func timeline() -> [StyledLine] {
    let style = theme.style(of: batch)
    let lines = Timeline(
      of: lifecycle, end: StyledSpan(style.glyph, style.glyphStyle), theme: theme
    ).lines(columns: columns)
    return [StyledLine()] + lines + (lines.isEmpty ? [] : [StyledLine()])
  }
}

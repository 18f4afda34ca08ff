import Batches
import Screen

/// A batch's progress in one cell of the list: what is most worth knowing first.
enum ProgressCell {
  /// - Returns: a line of at most `columns` columns.
  static func line(of batch: Batch, columns: Int, theme: Theme) -> StyledLine {
    content(of: batch, columns: columns, theme: theme)
      .truncated(to: columns, ellipsis: theme.glyphs.ellipsis)
  }

  private static func content(of batch: Batch, columns: Int, theme: Theme) -> StyledLine {
    if batch.status.meaning == .failed, let error = batch.errors.first {
      return StyledLine(error.message)
    }
    guard let counts = batch.counts, let numbers = numbers(counts) else {
      if batch.completionOutcome == .onlyErrors { return StyledLine("no output") }
      return StyledLine(batch.errors.first?.message ?? theme.glyphs.none, theme.secondary)
    }
    let failures = failures(counts, theme: theme)
    let inNumbers = [StyledLine(numbers) + spaced(failures), failures, StyledLine(numbers)]
    // What has ended is told in numbers; a bar is for what moves.
    if batch.status.isTerminal { return richest(of: inNumbers, columns: columns) }
    guard let percent = ProgressBar.percent(counts) else {
      return richest(of: inNumbers, columns: columns)
    }
    let figure = StyledLine(" " + percent).padded(to: 5, alignment: .right)
    let room = columns - figure.columns - spaced(failures).columns
    if let bar = ProgressBar.line(
      counts, columns: min(10, room), theme: theme, style: theme.bar(of: batch))
    {
      return bar + figure + spaced(failures)
    }
    return richest(
      of: [StyledLine(percent) + spaced(failures), StyledLine(percent)], columns: columns)
  }

  /// The first line that says something and fits; half a number would be another number.
  private static func richest(of lines: [StyledLine], columns: Int) -> StyledLine {
    lines.first { !$0.isEmpty && $0.columns <= columns } ?? StyledLine()
  }

  private static func spaced(_ line: StyledLine) -> StyledLine {
    line.isEmpty ? line : StyledLine("  ") + line
  }

  /// "88 failed", or nothing.
  static func failures(_ counts: RequestCounts, theme: Theme) -> StyledLine {
    guard let failed = counts.failed, failed > 0 else { return StyledLine() }
    return StyledLine("\(failed) failed", theme.error)
  }

  /// "412/500" as the server told it; nil when it told nothing.
  static func numbers(_ counts: RequestCounts) -> String? {
    switch (counts.completed, counts.total) {
    case (let done?, let total?): "\(done)/\(total)"
    case (let done?, nil): "\(done) done"
    case (nil, let total?): total > 0 ? "of \(total)" : nil
    case (nil, nil): nil
    }
  }
}

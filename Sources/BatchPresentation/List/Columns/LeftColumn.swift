import BatchInsight
import Batches
import Screen

struct LeftColumn: ColumnContent {
  let label = "left"
  let letter: Character = "l"
  let help = """
    time until `expires_at`, negative once that has passed; for a finished batch, the estimated time \
    until the server deletes its results, such as `~28d`
    """

  func width(in mode: TimeMode) -> Int { 5 }

  var alignment: StyledLine.Alignment { .right }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    guard let clock = Countdown(of: batch, now: cell.now), !clock.short.isEmpty else {
      return cell.line(nil, theme)
    }
    return StyledLine(clock.short, style(of: clock, theme))
  }

  private func style(of clock: Countdown, _ theme: Theme) -> Style {
    switch clock.goal {
    case .deadline: clock.seconds < 0 ? theme.late : .plain
    case .target: .plain
    case .results: theme.secondary
    }
  }

  func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int? {
    Countdown(of: batch, now: cell.now)?.secondsUntilShortChanges
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    // Results that are gone are of no interest.
    guard let clock = Countdown(of: batch, now: now), !clock.isOver else { return .unknown }
    return .number(Double(clock.seconds))
  }

  /// Results that are gone are sorted last.
  func nextMove(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int? {
    guard let clock = Countdown(of: batch, now: now), clock.goal == .results, !clock.isOver else {
      return nil
    }
    return now + clock.seconds + 1
  }
}

extension Countdown {
  /// Whether the results are gone.
  fileprivate var isOver: Bool { goal == .results && seconds < 0 }
}

import BatchInsight
import Batches
import Screen

struct VerdictColumn: ColumnContent {
  let label = "verdict"
  let letter: Character = "v"
  let help = "[what is wrong](filter.md#verdicts) beyond the status"

  func width(in mode: TimeMode) -> Int { Verdict.shortColumns }

  func line(of batch: Batch, columns: Int, theme: Theme, in cell: ListCell) -> StyledLine {
    Verdict.of(batch, now: cell.now, baselines: cell.baselines).map { verdict in
      StyledLine(verdict.short, style(of: verdict, theme))
    } ?? StyledLine()
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

  func secondsUntilChange(of batch: Batch, in cell: ListCell) -> Int? {
    cell.secondsUntilVerdictChanges(of: batch)
  }

  func sortKey(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    Verdict.of(batch, now: now, baselines: baselines).map { .number(Double($0.kind.rank)) }
      ?? .unknown
  }

  var dependsOnBaselines: Bool { true }

  func nextMove(of batch: Batch, after now: Int, baselines: PhaseBaselines) -> Int? {
    ProblemClock(batch)?.nextProblem(after: now, baselines: baselines)
  }
}

extension Verdict.Kind {
  /// The worst first: what can still be acted on before what is over.
  fileprivate var rank: Int {
    switch self {
    case .overdue: 0
    case .stuck: 1
    case .cancellingLong: 2
    case .allFailed: 3
    case .noOutput: 4
    case .expiredWithoutOutput: 5
    case .expiredWithOutput: 6
    case .notDone: 7
    case .someFailed: 8
    }
  }
}

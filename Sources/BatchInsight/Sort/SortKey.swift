import Batches

/// What a row is sorted by: small, and compared without looking at the batch again.
enum SortKey: Sendable, Hashable {
  case number(Double)
  /// Made by `NaturalOrder`.
  case text(String)
  /// The server does not tell: last in either direction.
  case unknown
}

extension ListColumn {
  /// - Parameters:
  ///   - now: seconds since 1970 in UTC.
  ///   - baselines: what is usual, for verdicts.
  func key(of batch: Batch, now: Int, baselines: PhaseBaselines) -> SortKey {
    switch self {
    case .status: .number(Double(batch.status.meaning.place))
    case .name: .text(NaturalOrder.key(batch.name))
    case .endpoint: batch.endpoint.map { .text(NaturalOrder.key($0)) } ?? .unknown
    case .progress: number(.percent, batch, now)
    case .age: number(.age, batch, now)
    case .created: number(.created, batch, now)
    case .inState: number(.inState, batch, now)
    case .duration: number(.duration, batch, now)
    case .requests: number(.requests, batch, now)
    case .failed: number(.failed, batch, now)
    case .left:
      // What is past saving is not what one looks for.
      Countdown(of: batch, now: now).map { clock in
        clock.goal == .results && clock.seconds < 0 ? .unknown : .number(Double(clock.seconds))
      } ?? .unknown
    case .verdict:
      Verdict.of(batch, now: now, baselines: baselines).map { .number(Double($0.kind.place)) }
        ?? .unknown
    }
  }

  private func number(_ measure: Measure, _ batch: Batch, _ now: Int) -> SortKey {
    measure.value(of: batch, now: now).map(SortKey.number) ?? .unknown
  }
}

extension BatchStatus.Meaning {
  /// In the order of a life, the ends last.
  fileprivate var place: Int {
    switch self {
    case .validating: 0
    case .queued: 1
    case .running: 2
    case .finalizing: 3
    case .cancelling: 4
    case .unknown: 5
    case .completed: 6
    case .failed: 7
    case .expired: 8
    case .cancelled: 9
    }
  }
}

extension Verdict.Kind {
  /// The worst first: what can still be acted on before what is over.
  fileprivate var place: Int {
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

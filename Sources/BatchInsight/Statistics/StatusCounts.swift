import Batches

/// How many of the loaded rows are in each status, as the summary line shows them.
package struct StatusCounts: Sendable, Hashable {
  /// A status, or what became of a completed batch, as the list's glyphs show it.
  package enum Kind: Int, Sendable, Hashable, CaseIterable {
    case validating, queued, running, finalizing, cancelling, unknown
    case completed
    /// Completed, and not well.
    case withProblems
    /// Failed, or completed with every request failed.
    case failed
    case expired, cancelled

    package init(_ batch: Batch) {
      switch batch.status.meaning {
      case .validating: self = .validating
      case .queued: self = .queued
      case .running: self = .running
      case .finalizing: self = .finalizing
      case .cancelling: self = .cancelling
      case .unknown: self = .unknown
      case .failed: self = .failed
      case .expired: self = .expired
      case .cancelled: self = .cancelled
      case .completed:
        switch batch.completionOutcome {
        case .someFailed, .noOutput, .notDone: self = .withProblems
        case .allFailed: self = .failed
        case .success, nil: self = .completed
        }
      }
    }
  }

  private var counts = [Int](repeating: 0, count: Kind.allCases.count)

  mutating func count(_ batch: Batch, by step: Int) {
    counts[Kind(batch).rawValue] += step
  }

  package subscript(kind: Kind) -> Int { counts[kind.rawValue] }

  /// Those that there are, in the order of a life.
  package var present: [(kind: Kind, count: Int)] {
    Kind.allCases.compactMap { kind in
      self[kind] > 0 ? (kind, self[kind]) : nil
    }
  }
}

import Batches

extension Lifecycle {
  /// A stretch of a batch's life between two of its moments.
  package struct Phase: Sendable, Hashable {
    package enum Kind: Sendable, Hashable, CaseIterable {
      /// Validated and queued: the API gives no time that separates the two.
      case queued
      case running
      case finalizing
      case cancelling
      /// It waited and ran, and no time says when it began to run.
      case unsplit
    }

    package let kind: Kind
    package let start: Int
    /// Where it ended, or now if it is still running; nil when it ended at an unknown time.
    package let end: Int?
    /// It has not ended yet: its end is now.
    package let isOpen: Bool

    /// In seconds, never negative; nil when the end is not known.
    package var duration: Int? { end.map { max(0, $0.minusSaturating(start)) } }
  }

  /// - Parameter steps: in order, those without a contradiction, without the deadline.
  static func phases(
    _ steps: [Step], status: BatchStatus, isAlive: Bool, now: Int
  ) -> [Phase] {
    var starts: [(kind: Phase.Kind, epoch: Int)] = []
    var end: Int?
    for step in steps {
      if step.moment.isTerminal {
        end = step.epoch
        break
      }
      if let kind = step.moment.phase { starts.append((kind, step.epoch)) }
    }
    return starts.indices.map { index in
      let (kind, start) = starts[index]
      let isLast = index == starts.count - 1
      let isOpen = isLast && isAlive
      let next = isLast ? (isAlive ? max(now, start) : end) : starts[index + 1].epoch
      let hasRun = (isLast ? nil : starts[index + 1].kind) == .finalizing || isLast && status.hasRun
      return Phase(
        kind: kind == .queued && hasRun ? .unsplit : kind, start: start, end: next, isOpen: isOpen)
    }
  }
}

extension TimestampField {
  fileprivate var phase: Lifecycle.Phase.Kind? {
    switch self {
    case .created: .queued
    case .inProgress: .running
    case .finalizing: .finalizing
    case .cancelling: .cancelling
    case .completed, .failed, .expired, .cancelled, .expires: nil
    }
  }
}

extension BatchStatus {
  /// Whether a batch of this status must have begun to run.
  fileprivate var hasRun: Bool {
    switch meaning {
    case .running, .finalizing, .completed: true
    case .validating, .queued, .failed, .expired, .cancelling, .cancelled, .unknown: false
    }
  }
}

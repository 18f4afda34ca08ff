import Batches

/// A phase whose usual length can be learnt from the times that the API gives.
package enum MeasuredPhase: Int, Sendable, Hashable, CaseIterable {
  /// Validated and queued: the API gives no time that separates the two.
  case queued
  case running
  case finalizing

  /// The phase that a batch of this status is in; nil for ends, for cancelling, and for a status
  /// that is unknown.
  package init?(_ meaning: BatchStatus.Meaning) {
    switch meaning {
    case .validating, .queued: self = .queued
    case .running: self = .running
    case .finalizing: self = .finalizing
    case .completed, .failed, .expired, .cancelling, .cancelled, .unknown: return nil
    }
  }

  fileprivate init?(_ kind: Lifecycle.Phase.Kind) {
    switch kind {
    case .queued: self = .queued
    case .running: self = .running
    case .finalizing: self = .finalizing
    case .cancelling, .unsplit: return nil
    }
  }

  /// In the words of people.
  package var label: String {
    switch self {
    case .queued: "queued"
    case .running: "running"
    case .finalizing: "finalizing"
    }
  }
}

extension Batch {
  /// The phases that are behind the batch and how long they took, in seconds; the same at any
  /// time, so that what was counted in can be counted out again.
  var endedPhases: [(phase: MeasuredPhase, seconds: Int)] {
    Lifecycle(of: self, now: 0).phases.compactMap { phase in
      guard !phase.isOpen, let kind = MeasuredPhase(phase.kind), let seconds = phase.duration,
        let end = phase.end, span(from: phase.start, to: end) != nil
      else { return nil }
      return (kind, seconds)
    }
  }
}

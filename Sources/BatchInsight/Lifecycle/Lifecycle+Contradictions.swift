import Batches

extension Lifecycle {
  /// What speaks against a moment's time.
  static func contradictions(
    of moment: TimestampField, at epoch: Int, in batch: Batch, now: Int
  ) -> [Contradiction] {
    if moment == .expired, batch.status.deniesExpiry { return [] }
    var found: [Contradiction] = moment.predecessors.compactMap { earlier in
      guard let time = batch.times[earlier], epoch < time else { return nil }
      return .precedes(earlier)
    }
    if moment.isTerminal, let doubt = doubt(aboutEnd: moment, in: batch) { found.append(doubt) }
    if moment != .expires, epoch.minusSaturating(now) > clockSkew { found.append(.future) }
    return found
  }

  private static func doubt(aboutEnd moment: TimestampField, in batch: Batch) -> Contradiction? {
    let status = batch.status
    if let own = status.meaning.end {
      let isOnlyEnd = batch.times[own] == nil
      return own == moment || isOnlyEnd ? nil : .otherEnd(status: status.text)
    }
    return status.meaning == .unknown ? nil : .notEnded(status: status.text)
  }
}

extension BatchStatus {
  /// Whether it says that the batch did not expire. Some servers set `expired_at` on every batch whose
  /// window is over; the status counts.
  var deniesExpiry: Bool { meaning != .expired && meaning != .unknown }
}

extension TimestampField {
  /// The moments that cannot come after this one. Results of a batch that is being cancelled may
  /// still be finalized, so those two follow each other either way.
  fileprivate var predecessors: [TimestampField] {
    switch self {
    case .created: []
    case .inProgress, .expires: [.created]
    case .finalizing, .cancelling: [.created, .inProgress]
    case .completed, .failed: [.created, .inProgress, .finalizing]
    // The deadline itself is what ends it.
    case .expired: [.created, .inProgress, .expires]
    case .cancelled: [.created, .inProgress, .finalizing, .cancelling]
    }
  }
}

extension Lifecycle.Contradiction {
  /// In a few words, shown beside the time.
  package var text: String {
    switch self {
    case .precedes(let moment): "before \(moment.label)"
    case .notEnded(let status): "but the status is \(status)"
    case .otherEnd(let status): "a second end: the status is \(status)"
    case .future: "in the future"
    }
  }
}

extension TimestampField {
  /// In the words of people.
  package var label: String {
    switch self {
    case .created: "created"
    case .inProgress: "in progress"
    case .finalizing: "finalizing"
    case .completed: "completed"
    case .failed: "failed"
    case .expired: "expired"
    case .cancelling: "cancelling"
    case .cancelled: "cancelled"
    case .expires: "expires"
    }
  }
}

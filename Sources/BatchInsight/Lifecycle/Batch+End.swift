import Batches

/// What the whole lifecycle tells too, at the price of looking at a few fields: for what is asked
/// of every loaded row.
extension Batch {
  /// Whether its clocks have stopped, so that nothing is left to be foreseen: its status is an end,
  /// or is unknown and its times name an end.
  package var hasEnded: Bool {
    switch status.meaning {
    case .completed, .failed, .expired, .cancelled: true
    case .validating, .queued, .running, .finalizing, .cancelling: false
    case .unknown: !Lifecycle(of: self, now: 0).isAlive
    }
  }

  /// Seconds since 1970 at which it ended; nil while it is active, and where no timestamp says so.
  package var endedAt: Int? { hasEnded ? Lifecycle.end(of: self) : nil }

  /// Seconds between two of its times; nil where one of them is only a day.
  func span(from start: Int, to end: Int) -> Int? {
    isDayOnly(start) || isDayOnly(end) ? nil : end.minusSaturating(start)
  }

  /// Since when it is in the state that its status names; nil where no timestamp says so.
  package var stateSince: Int? { Lifecycle.stateSince(self) }

  /// Whether the server names a file with results.
  var hasOutput: Bool { !(outputFileID ?? "").isEmpty }

  /// Whether there is no file with results, though the server names files.
  var lacksOutput: Bool { namesFiles && !hasOutput }

  /// Whether the server names a file with errors.
  var hasErrorFile: Bool { !(errorFileID ?? "").isEmpty }
}

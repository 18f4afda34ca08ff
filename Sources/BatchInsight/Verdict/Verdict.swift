import Batches

/// What is to be known of a batch beyond its status: each of them makes it a problem.
package enum Verdict: Sendable, Hashable {
  /// It completed, and no request did.
  case allFailed
  /// It completed, and there is no output file.
  case noOutput
  /// It completed, and by its counts this many requests were neither done nor failed.
  case notDone(Int)
  /// It completed, and this many requests failed; nil where only the status says that some did.
  case someFailed(Int?)
  /// It expired; what was done until then can be fetched.
  case expiredWithOutput
  case expiredWithoutOutput
  /// `expires_at` passed this many seconds ago, and it has not ended.
  case overdue(seconds: Int)
  /// It has been cancelling for over an hour, in seconds.
  case cancellingLong(seconds: Int)
  /// It has been in its phase for far longer than is usual here.
  case stuck(ProblemClock.Stuck)

  /// The verdict that matters most; nil for a batch with which nothing is wrong beyond its status.
  package static func of(_ batch: Batch, now: Int, baselines: PhaseBaselines) -> Verdict? {
    all(of: batch, now: now, baselines: baselines).first
  }

  /// All of them, the one that matters most first.
  /// - Parameter now: seconds since 1970 in UTC.
  package static func all(of batch: Batch, now: Int, baselines: PhaseBaselines) -> [Verdict] {
    switch batch.status.meaning {
    case .completed: return ofCompleted(batch)
    case .expired:
      // Every request may be in the output as expired.
      if batch.hasOutput, batch.counts?.completed != 0 { return [.expiredWithOutput] }
      return batch.namesFiles ? [.expiredWithoutOutput] : []
    case .failed, .cancelled: return []
    case .validating, .queued, .running, .finalizing, .cancelling, .unknown:
      guard let clock = ProblemClock(batch) else { return [] }
      var verdicts: [Verdict] = []
      if let seconds = clock.overdue(now: now) { verdicts.append(.overdue(seconds: seconds)) }
      if let seconds = clock.cancellingLong(now: now) {
        verdicts.append(.cancellingLong(seconds: seconds))
      }
      if let stuck = clock.stuck(now: now, baselines: baselines) { verdicts.append(.stuck(stuck)) }
      return verdicts
    }
  }

  private static func ofCompleted(_ batch: Batch) -> [Verdict] {
    // Without a successful request there is no output.
    if batch.completionOutcome == .allFailed { return [.allFailed] }
    var verdicts: [Verdict] = batch.lacksOutput ? [.noOutput] : []
    if batch.notDone > 0 { verdicts.append(.notDone(batch.notDone)) }
    if let failed = batch.counts?.failed, failed > 0 {
      verdicts.append(.someFailed(failed))
    } else if batch.status.isPartial, batch.notDone == 0 {
      verdicts.append(.someFailed(nil))
    }
    return verdicts
  }
}

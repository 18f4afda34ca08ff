import Batches

/// What follows from a batch's timestamps at one moment: what happened in which order, what does not fit,
/// which phases it went through, and what is still open.
///
/// All times are seconds since 1970 in UTC, all spans seconds. Nothing is corrected and nothing
/// left out: what contradicts the rest is flagged, and only the phases are drawn without it.
package struct Lifecycle: Sendable, Hashable {
  package let now: Int
  /// Every time that is set, in the order of the clock, the deadline among them. An expiry that the status
  /// denies is only the deadline once more, and left out where it names the same second.
  package let steps: [Step]
  /// From the first one to the end, or to now.
  package let phases: [Phase]
  /// Since when the batch is in the state that its status names; nil where no timestamp says so.
  package let stateSince: Int?
  package let deadline: Deadline?
  /// Whether something may still happen.
  let isAlive: Bool
  /// Whether the status says that it is being validated.
  package let isValidating: Bool
  /// Whether the status says that the batch did not expire, whatever its times say.
  package let deniesExpiry: Bool

  package struct Step: Sendable, Hashable {
    package let moment: TimestampField
    package let epoch: Int
    /// Nil for the first one.
    package let sincePrevious: Int?
    package let contradictions: [Contradiction]
  }

  /// Why a time cannot be true together with the rest.
  package enum Contradiction: Sendable, Hashable {
    /// It lies before a moment that it has to follow.
    case precedes(TimestampField)
    /// It is an end, and the batch has not ended.
    case notEnded(status: String)
    /// It is an end, and the status names another.
    case otherEnd(status: String)
    /// It is of something that has happened, and lies in the future.
    case future
  }

  /// `expires_at`, and what it means now.
  package struct Deadline: Sendable, Hashable {
    package enum State: Sendable, Hashable {
      case left(Int)
      /// It passed, and the batch has not ended.
      case overdue(Int)
      /// The batch has ended: nothing counts down any more.
      case settled
    }
    package let epoch: Int
    package let state: State
  }

  /// How far, in seconds, the server's clock may be ahead of ours before we speak of the future.
  static let clockSkew = 60

  package init(of batch: Batch, now: Int) {
    self.now = now
    deniesExpiry = batch.status.deniesExpiry
    var times = batch.times
    if deniesExpiry, times[.expired] == times[.expires] { times[.expired] = nil }
    let ordered = Self.inOrder(times)
    var steps: [Step] = []
    steps.reserveCapacity(ordered.count)
    for (moment, epoch) in ordered {
      steps.append(
        Step(
          moment: moment, epoch: epoch,
          sincePrevious: steps.last.flatMap { batch.span(from: $0.epoch, to: epoch) },
          contradictions: Self.contradictions(of: moment, at: epoch, in: batch, now: now)))
    }
    self.steps = steps

    let trusted = steps.filter { step in
      step.moment != .expires && !(step.moment == .expired && batch.status.deniesExpiry)
        && step.contradictions.allSatisfy { $0 == .future }
    }
    let isAlive = !batch.status.isTerminal && !trusted.contains { $0.moment.isTerminal }
    self.isAlive = isAlive
    isValidating = isAlive && batch.status.meaning == .validating
    phases = Self.phases(trusted, status: batch.status, isAlive: isAlive, now: now)
    stateSince = Self.stateSince(batch)
    let mayBeOverdue = isAlive && batch.terms.deadline == .limit
    deadline = batch.times[.expires].flatMap { epoch in
      Countdown.isNever(epoch, now: now)
        ? nil
        : Self.deadline(epoch, isAlive: mayBeOverdue || isAlive && epoch >= now, now: now)
    }
  }

  /// The times that are set, in the order of the clock.
  private static func inOrder(_ times: Timestamps) -> [(moment: TimestampField, epoch: Int)] {
    var ordered: [(moment: TimestampField, epoch: Int)] = []
    ordered.reserveCapacity(TimestampField.allCases.count)
    for moment in TimestampField.allCases {
      guard let epoch = times[moment] else { continue }
      // Behind those of the same second, which stay as a life normally goes.
      let position = ordered.lastIndex { $0.epoch <= epoch }.map { $0 + 1 } ?? 0
      ordered.insert((moment, epoch), at: position)
    }
    return ordered
  }

  /// Seconds in the state that the status names; never negative, nil where no timestamp says so.
  package var timeInState: Int? {
    stateSince.map { max(0, now.minusSaturating($0)) }
  }

  private static func deadline(_ epoch: Int, isAlive: Bool, now: Int) -> Deadline {
    let left = epoch.minusSaturating(now)
    guard isAlive else { return Deadline(epoch: epoch, state: .settled) }
    return Deadline(
      epoch: epoch, state: left >= 0 ? .left(left) : .overdue(Int(clamping: left.magnitude)))
  }

  static func stateSince(_ batch: Batch) -> Int? {
    stateTime(batch).flatMap { batch.isDayOnly($0) ? nil : $0 }
  }

  private static func stateTime(_ batch: Batch) -> Int? {
    switch batch.status.meaning {
    // No server says when validation ended, so a queued batch has waited since it was created.
    case .validating, .queued: batch.times[.created]
    case .running: batch.times[.inProgress]
    case .finalizing: batch.times[.finalizing]
    case .cancelling: batch.times[.cancelling]
    case .completed, .failed, .expired, .cancelled: end(of: batch)
    case .unknown: nil
    }
  }

  /// The time of the end that the status names, or the only end that is set: some servers tell
  /// every end as `completed_at`.
  static func end(of batch: Batch) -> Int? {
    if let own = batch.status.meaning.end, let time = batch.times[own] { return time }
    let ends = TimestampField.allCases.compactMap { moment in
      moment.isTerminal && !(moment == .expired && batch.status.deniesExpiry)
        ? batch.times[moment] : nil
    }
    return ends.count == 1 ? ends[0] : nil
  }
}

extension BatchStatus.Meaning {
  /// The moment at which a batch in this state ended; nil for states that are no end.
  var end: TimestampField? {
    switch self {
    case .completed: .completed
    case .failed: .failed
    case .expired: .expired
    case .cancelled: .cancelled
    case .validating, .queued, .running, .finalizing, .cancelling, .unknown: nil
    }
  }
}

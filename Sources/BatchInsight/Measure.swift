import Batches

/// A number that follows from a batch: what is compared, sorted by and shown in columns.
package enum Measure: Sendable, Hashable, CaseIterable {
  /// Seconds since it was created.
  case age
  /// Seconds in the state that its status names.
  case inState
  /// Seconds to the deadline of an active batch; negative when it is overdue.
  case left
  /// Seconds until its results go, an estimate; nil when they are gone.
  case kept
  /// Seconds from its creation to its end, or to now while it is active.
  case duration
  /// Seconds since 1970 in UTC.
  case created, ended
  /// Requests in all, and those that failed.
  case requests, failed
  /// Tokens of all requests.
  case tokens
  /// From 0 to 100.
  case percent

  /// - Parameter now: seconds since 1970 in UTC.
  /// - Returns: nil where the server omits it.
  package func value(of batch: Batch, now: Int) -> Double? {
    switch self {
    case .age: return Self.span(from: batch.times[.created], to: now)
    case .inState: return Self.span(from: batch.stateSince, to: now).map { max(0, $0) }
    case .left:
      guard let clock = Countdown(of: batch, now: now), clock.goal != .results else { return nil }
      return Double(clock.seconds)
    case .kept:
      guard let clock = Countdown(of: batch, now: now), clock.goal == .results, clock.seconds >= 0
      else { return nil }
      return Double(clock.seconds)
    case .duration:
      guard let created = batch.times[.created], !batch.isDayOnly(created) else { return nil }
      guard batch.hasEnded else { return Self.span(from: created, to: now) }
      return batch.endedAt.flatMap { batch.span(from: created, to: $0) }.map(Double.init)
    case .created: return batch.times[.created].map(Double.init)
    case .ended: return batch.endedAt.map(Double.init)
    case .requests: return batch.counts?.total.map(Double.init)
    case .failed: return batch.counts?.failed.map(Double.init)
    case .tokens: return batch.usage?.total.map(Double.init)
    case .percent: return batch.counts?.fraction.map { $0 * 100 }
    }
  }

  private static func span(from start: Int?, to end: Int) -> Double? {
    start.map { Double(end.minusSaturating($0)) }
  }
}

import Batches

/// How long auto-refresh waits between two refreshes: shortly after something
/// changed, twice as long each time that nothing did or that the server failed.
///
/// Spans are seconds, moments are seconds since 1970.
struct RefreshPacing: Sendable, Hashable {
  static let shortest = 10.0
  static let longest = 120.0
  /// A wait that a server names is believed up to a day.
  private static let longestNamedWait = 86_400.0

  /// What follows the last refresh while the terminal has the focus.
  private(set) var interval = shortest
  /// Failures since the last answer.
  private(set) var failures = 0
  /// When the last refresh ended, however it did; nil before there was anything to refresh.
  private var restsSince: Double?
  /// Before this the server does not want to be asked.
  private var notBefore = 0.0

  /// When the next refresh is due; nil before there was anything to refresh.
  func due(hasFocus: Bool) -> Double? {
    restsSince.map { max($0 + (hasFocus ? interval : Self.longest), notBefore) }
  }

  mutating func succeeded(changed: Bool, at now: Double) {
    interval = changed ? Self.shortest : min(interval * 2, Self.longest)
    failures = 0
    notBefore = 0
    restsSince = now
  }

  /// - Parameter jitter: from 0 to 1; shortens the rest by up to a quarter, so that many clients do
  ///   not return to a troubled server at the same instant.
  mutating func failed(_ retry: ServiceFailure.Retry, jitter: Double, at now: Double) {
    failures += 1
    restsSince = now
    switch retry {
    case .never:
      // Unlikely to be fixed by retrying, so retry rarely.
      interval = Self.longest
    case .backoff, .after:
      let doubled = min(interval * 2, Self.longest)
      interval = max(Self.shortest, doubled * (1 - 0.25 * min(max(jitter, 0), 1)))
    }
    if case .after(let seconds) = retry {
      notBefore = now + min(max(0, seconds), Self.longestNamedWait)
    }
  }

  /// Starts the interval again, where the user stopped what was in progress.
  mutating func resetInterval(at now: Double) {
    if restsSince != nil { restsSince = now }
  }

  /// Resets the interval to the shortest one, since the user wants news.
  mutating func hurry() { interval = Self.shortest }
}

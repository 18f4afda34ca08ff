/// When to retry, as the official SDKs do.
public enum RetryPolicy {
  public static let maximumRetries = 4
  /// In seconds; longer waits are not sat out, because a program that does nothing for minutes looks
  /// hung.
  public static let longestWait = 60.0
  /// The ceiling of our own backoff, in seconds.
  public static let longestBackoff = 8.0

  public enum Decision: Sendable, Hashable {
    case wait(seconds: Double)
    case giveUp
    /// The server asked for a wait that is too long to sit out.
    case comeBack(seconds: Double)
  }

  /// - Parameters:
  ///   - jitter: a random number from 0 to 1; shortens a backoff by up to a quarter, so that clients
  ///     do not retry in lockstep.
  public static func decide(
    after failure: ServiceFailure, retriesDone: Int, jitter: Double
  ) -> Decision {
    switch failure.retry {
    case .never:
      return .giveUp
    case .after(let seconds) where seconds > longestWait:
      return .comeBack(seconds: seconds)
    case .after(let seconds):
      return retriesDone < maximumRetries ? .wait(seconds: max(0, seconds)) : .giveUp
    case .backoff:
      guard retriesDone < maximumRetries else { return .giveUp }
      var wait = 0.5
      for _ in 0..<retriesDone { wait = min(wait * 2, longestBackoff) }
      return .wait(seconds: wait * (1 - 0.25 * min(max(jitter, 0), 1)))
    }
  }
}

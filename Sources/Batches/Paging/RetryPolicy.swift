/// When to try again: the rule that users of the official SDKs know.
public enum RetryPolicy {
  /// Tries after the first one.
  public static let maximumRetries = 4
  /// A longer wait, in seconds, is not taken: a program that sits still for minutes looks hung.
  public static let longestWait = 60.0
  /// The ceiling of our own backoff, in seconds.
  public static let longestBackoff = 8.0

  public enum Decision: Sendable, Hashable {
    /// Try again after this many seconds.
    case wait(seconds: Double)
    case giveUp
    /// The server named a wait that is too long to sit out: seconds from now.
    case comeBack(seconds: Double)
  }

  /// - Parameters:
  ///   - retriesDone: tries already made after the first.
  ///   - jitter: from 0 to 1, from the caller's source of randomness; shortens a backoff by up to
  ///     a quarter, so that many clients do not return at the same instant.
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

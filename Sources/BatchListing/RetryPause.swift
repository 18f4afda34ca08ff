import Batches

/// A pause before a request is retried.
public struct RetryPause: Sendable, Hashable {
  /// 0 where only the parameters of the request have changed.
  public var seconds: Double
  /// The number of the retry that follows, from 1 to `RetryPolicy.maximumRetries`.
  public var retry: Int

  init(seconds: Double, retry: Int) {
    self.seconds = seconds
    self.retry = retry
  }

  /// - Returns: nil when the request should not be retried, or not that soon.
  init?(after failure: ServiceFailure, retriesDone: Int, jitter: Double) {
    guard
      case .wait(let seconds) = RetryPolicy.decide(
        after: failure, retriesDone: retriesDone, jitter: jitter)
    else { return nil }
    self.init(seconds: seconds, retry: retriesDone + 1)
  }
}

import Batches

/// A wait before a request is sent again.
public struct RetryPause: Sendable, Hashable {
  /// 0 where the request was only worded anew.
  public var seconds: Double
  /// The number of the try that follows, from 1 to `RetryPolicy.maximumRetries`.
  public var retry: Int

  init(seconds: Double, retry: Int) {
    self.seconds = seconds
    self.retry = retry
  }

  /// - Returns: nil when another try makes no sense, or not so soon.
  init?(after failure: ServiceFailure, retriesDone: Int, jitter: Double) {
    guard
      case .wait(let seconds) = RetryPolicy.decide(
        after: failure, retriesDone: retriesDone, jitter: jitter)
    else { return nil }
    self.init(seconds: seconds, retry: retriesDone + 1)
  }
}

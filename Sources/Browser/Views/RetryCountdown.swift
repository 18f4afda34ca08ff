import Batches

/// How long a request that failed waits for its next try, in whole seconds.
struct RetryCountdown: Sendable, Hashable {
  /// In seconds since 1970 by our clock.
  private let due: Double
  private let now: Double
  /// The number of the next try, from 1.
  private let retry: Int

  /// - Returns: nil where nothing waits for its next try.
  init?(of loader: PageLoader, now: Double) {
    guard let job = loader.job, let pause = loader.pause else { return nil }
    (due, self.now, retry) = (pause.due, now, job.retriesDone + 1)
  }

  /// "trying again in 4 s, 2 of 4"
  var text: String {
    let seconds = max(1, Int((due - now).rounded(.up)))
    return "trying again in \(seconds) s, \(retry) of \(RetryPolicy.maximumRetries)"
  }

  /// The same at the beginning of a sentence.
  var sentence: String { "T" + text.dropFirst() }

  /// When its text changes, in seconds since 1970 by our clock.
  var nextChange: Double {
    let left = due - now
    let step = left - left.rounded(.down)
    return left <= 1 ? due : now + (step > 0 ? step : 1)
  }
}

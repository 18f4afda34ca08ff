import Batches
import Testing

@Suite struct RetryPolicyTests {
  private static func failure(_ retry: ServiceFailure.Retry) -> ServiceFailure {
    ServiceFailure(.overloaded, "busy", retry: retry)
  }

  @Test(
    arguments: [
      (.never, 0, 0, .giveUp),
      (.backoff, 0, 0, .wait(seconds: 0.5)),
      (.backoff, 1, 0, .wait(seconds: 1)),
      (.backoff, 2, 0, .wait(seconds: 2)),
      (.backoff, 3, 0, .wait(seconds: 4)),
      (.backoff, 4, 0, .giveUp),
      (.backoff, 0, 1, .wait(seconds: 0.375)),
      (.backoff, 3, 0.5, .wait(seconds: 3.5)),
      (.backoff, 0, 7, .wait(seconds: 0.375)),
      (.backoff, 0, -7, .wait(seconds: 0.5)),
      (.after(5), 0, 1, .wait(seconds: 5)),
      (.after(60), 3, 0, .wait(seconds: 60)),
      (.after(5), 4, 0, .giveUp),
      (.after(-1), 0, 0, .wait(seconds: 0)),
      // A long wait is reported instead of sat out, even after the last retry.
      (.after(60.5), 0, 0, .comeBack(seconds: 60.5)),
      (.after(86_400), 4, 0, .comeBack(seconds: 86_400)),
    ] as [(ServiceFailure.Retry, Int, Double, RetryPolicy.Decision)])
  func decides(
    retry: ServiceFailure.Retry, done: Int, jitter: Double, decision: RetryPolicy.Decision
  ) {
    #expect(
      RetryPolicy.decide(after: Self.failure(retry), retriesDone: done, jitter: jitter)
        == decision)
  }
}

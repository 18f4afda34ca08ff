import BatchInsight
import Batches
import Testing

@Suite struct FailureSentenceTests {
  /// Some servers end their sentences themselves.
  @Test(arguments: [
    ("limit reached", "It broke. The server said: limit reached. Come again"),
    ("limit reached.", "It broke. The server said: limit reached. Come again"),
    ("限流。", "It broke. The server said: 限流。 Come again"),
  ])
  func partsAreParted(words: String, sentence: String) {
    let failure = ServiceFailure(
      .rateLimited, "It broke", advice: "Come again", serverMessage: words)
    #expect(failure.sentence == sentence)
  }

  /// The server's own wait, where nothing but waiting helps.
  @Test(
    arguments: [
      (.after(2), "Try again in a while", "Try again in 2s"),
      (.after(0.2), "Try again in a while", "Try again in 1s"),
      (.after(59.1), "Try again in a while", "Try again in 1m"),
      (.after(3600), "Try again in a while", "Come back in 1h"),
      (.backoff, "Try again in a while", "Try again in a while"),
      (.never, "Try again in a while", "Try again in a while"),
      (.after(2), "Top up", "Top up"), (.after(2), nil, nil),
    ] as [(ServiceFailure.Retry, String?, String?)])
  func namesTheWait(retry: ServiceFailure.Retry, advice: String?, said: String?) {
    #expect(ServiceFailure(.overloaded, "Busy", advice: advice, retry: retry).whatToDo == said)
  }
}

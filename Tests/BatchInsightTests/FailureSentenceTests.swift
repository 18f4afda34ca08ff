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
}

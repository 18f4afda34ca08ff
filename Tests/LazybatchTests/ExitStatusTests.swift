import Batches
import Testing

@testable import lazybatch

@Suite struct ExitStatusTests {
  @Test(
    arguments: [
      (.keyRefused, .never, 77), (.forbidden, .never, 77), (.balance, .never, 77),
      (.rateLimited, .backoff, 75), (.overloaded, .backoff, 75),
      (.rateLimited, .after(60), 75), (.serverError, .after(61), 75),
      (.gatewayTimeout, .after(61), 75),
      (.serverError, .backoff, 69), (.gatewayTimeout, .after(60), 69), (.connection, .backoff, 69),
      (.timeout, .backoff, 69), (.tls, .never, 69), (.notFound, .never, 69),
      (.badRequest, .never, 69), (.notTheAPI, .never, 69), (.truncated, .backoff, 69),
      (.tooLarge, .never, 69), (.redirectRefused, .never, 69), (.cancelled, .never, 130),
    ] as [(ServiceFailure.Kind, ServiceFailure.Retry, Int32)])
  func status(kind: ServiceFailure.Kind, retry: ServiceFailure.Retry, expected: Int32) {
    #expect(Failure(ServiceFailure(kind, "It failed", retry: retry)).status == expected)
  }

  @Test func sentenceTellsAllThatHelps() {
    let failure = ServiceFailure(
      .rateLimited, "Too many requests", advice: "Wait", serverCode: "7",
      serverMessage: "slow down", retry: .after(7200), traceID: "tr-1")
    let sentence = Failure(failure).sentence
    for part in ["Too many requests", "slow down", "7", "2h", "tr-1"] {
      #expect(sentence.contains(part), "\(part)")
    }
  }

  @Test func interruptionNeedsNoWords() {
    #expect(Failure(ServiceFailure(.cancelled, "Cancelled")).sentence.isEmpty)
  }
}

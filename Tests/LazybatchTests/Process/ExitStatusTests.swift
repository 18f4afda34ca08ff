import Batches
import Testing

@testable import lazybatch

@Suite struct ExitStatusTests {
  /// A wait that is too long to sit out means "try again later", whatever the kind of failure.
  @Test(
    arguments: [
      (.serverError, .after(61), 75), (.serverError, .after(60), 69),
      (.gatewayTimeout, .after(61), 75), (.gatewayTimeout, .after(60), 69),
    ] as [(ServiceFailure.Kind, ServiceFailure.Retry, Int32)])
  func statusOfALongWait(
    kind: ServiceFailure.Kind, retry: ServiceFailure.Retry, expected: Int32
  ) {
    #expect(Failure(ServiceFailure(kind, "It failed", retry: retry)).status == expected)
  }

  @Test func aFileThatIsGoneIsNoInput() {
    #expect(Failure(ServiceFailure(.fileGone, "It is gone")).status == 66)
  }

  @Test func aFileElsewhereWaitsForThePermission() {
    #expect(Failure(ServiceFailure(.fileElsewhere, "It is at a URL")).status == 77)
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

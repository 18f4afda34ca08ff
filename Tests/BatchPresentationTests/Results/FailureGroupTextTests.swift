import BatchResults
import Testing

@testable import BatchPresentation

@Suite struct FailureGroupTextTests {
  @Test(arguments: [
    (0, "0.0%"), (0.000_001, "<0.1%"), (0.0004, "<0.1%"), (0.0006, "0.1%"), (0.123, "12.3%"),
    (0.1235, "12.4%"), (0.9994, "99.9%"), (0.9996, "99.9%"), (0.999_999, "99.9%"), (1, "100%"),
  ])
  func somethingIsNeverNothingAndNeverAll(share: Double, text: String) {
    #expect(FailureGroup.shareText(share) == text)
  }
}

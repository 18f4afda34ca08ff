import Testing

@testable import Batches

@Suite struct AbbreviatedTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1.00k"), (1009, "1.00k"), (1010, "1.01k"), (9999, "9.99k"),
    (12_345, "12.3k"), (999_999, "999k"), (1_000_000, "1.00M"), (4_567_890, "4.56M"),
    (7_890_000_000, "7.89G"), (12_345_000_000_000, "12345G"), (-5, "-5"),
  ])
  func hasThreeDigits(number: Int, text: String) {
    #expect(number.abbreviated == text)
  }
}

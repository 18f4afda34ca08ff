import Testing

@testable import BatchPresentation

@Suite struct TransferTextTests {
  @Test(
    arguments: [
      (950, nil, nil, "950 bytes", []),
      (12_300_000, 40_100_000, nil, "12.3M of 40.1M bytes", []),
      (12_300_000, nil, 5_200_000, "12.3M bytes", ["5.20M/s"]),
      (12_300_000, 40_100_000, 5_200_000, "12.3M of 40.1M bytes", ["5.20M/s", "5s left"]),
      (0, 5000, 0, "0 of 5.00k bytes", ["0/s"]),
      // A file that turned out longer than the server said, and a rate beyond all counting.
      (6000, 5000, 1000, "6.00k of 5.00k bytes", ["1.00k/s", "0s left"]),
      (1, 2, .infinity, "1 of 2 bytes", ["1000000G/s", "0s left"]),
    ] as [(Int, Int?, Double?, String, [String])])
  func saysWhatIsKnown(
    received: Int, size: Int?, rate: Double?, bytes: String, pace: [String]
  ) {
    let text = TransferText(received: received, of: size, rate: rate)
    #expect(text.bytes == bytes)
    #expect(text.pace == pace)
  }
}

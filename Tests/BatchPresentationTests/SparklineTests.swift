import Batches
import Screen
import TestSupport
import Testing

@testable import BatchInsight
@testable import BatchPresentation

struct SparklineTests {
  /// At a full hour.
  private static let now = 1_780_002_000

  private static func ended(_ ago: Int, id: Int = 0) -> Batch {
    Batch(
      id: "b\(id)", status: BatchStatus("completed"),
      times: Timestamps([.created: now - ago - 60, .completed: now - ago]))
  }

  private static func counts(_ agos: [Int]) -> FinishHistogram {
    agos.reduce(into: FinishHistogram()) { $0.add(ended($1)) }
  }

  @Test(
    arguments: [
      ([0, 3, 0, 1, 8, 4], "·▃·▁█▄", ".=._#="), ([1000, 1, 0], "█▁·", "#_."),
      ([1, 1], "██", "##"), ([0, 0], "", ""), ([], "", ""),
    ] as [([Int], String, String)])
  func draws(counts: [Int], unicode: String, ascii: String) {
    #expect(Sparkline.line(counts, theme: .unicode).text == unicode)
    #expect(Sparkline.line(counts, theme: .ascii).text == ascii)
  }

  @Test(
    arguments: [
      ([10, 5000, 5001], 55, "ended per hour, last 24h ·····················█▄· max 2"),
      ([10, 5000, 5001], 54, "ended per hour, last 12h ·········█▄· max 2"),
      ([10, 5000, 5001], 42, nil),
      // The last hours say little.
      ([10, 90_000], 54, "ended per day, last 24d ······················██ max 1"),
      ([10, 90_000], 43, "ended per day, last 12d ··········██ max 1"),
      // One bar says nothing.
      ([7200, 40 * 86_400], 60, nil), ([10, 11], 60, nil), ([], 60, nil),
    ] as [([Int], Int, String?)])
  func keepsAWidthAtWhichItSaysSomething(agos: [Int], columns: Int, expected: String?) {
    let line = Sparkline.line(
      of: Self.counts(agos), columns: columns, now: Self.now, theme: .unicode)
    #expect(line?.text == expected)
  }
}

import BatchInsight
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchPresentation

struct ProportionsTests {
  @Test(
    arguments: [
      (10, [1, 1], [1, 1], [5, 5]), (10, [0, 1], [2, 2], [2, 8]),
      (10, [1, 1000], [3, 3], [3, 7]),
      (12, [1, 1, 1_000_000], [3, 4, 2], [3, 4, 5]), (7, [0, 0], [2, 2], [2, 5]),
      (9, [3, 3, 3], [1, 1, 1], [3, 3, 3]), (4, [1, 2], [2, 2], [2, 2]),
      (100, [1, 98, 1], [10, 5, 10], [10, 80, 10]),
    ] as [(Int, [Double], [Int], [Int])])
  func sharesOut(total: Int, weights: [Double], minimums: [Int], expected: [Int]) {
    #expect(
      Proportions.columns(total: total, weights: weights, minimums: minimums).sorted()
        == expected.sorted())
  }

  @Test func keepsTheSumAndTheMinimums() {
    let spans: [Double] = [0, 1, 60, 3600, 86_400, 9.2e18]
    for a in spans {
      for b in spans {
        for c in spans {
          for total in [12, 13, 40, 119] {
            let widths = Proportions.columns(
              total: total, weights: [a, b, c], minimums: [2, 6, 3])
            #expect(widths.reduce(0, +) == total, "\(a) \(b) \(c) in \(total)")
            #expect(widths[0] >= 2 && widths[1] >= 6 && widths[2] >= 3)
          }
        }
      }
    }
  }
}

struct TimelineTests {
  private func timeline(_ batch: Batch, _ theme: Theme = .unicode) -> Timeline {
    let style = theme.style(of: batch)
    return Timeline(
      of: Lifecycle(of: batch, now: SampleBatches.now),
      end: StyledSpan(style.glyph, style.glyphStyle), theme: theme)
  }

  @Test(arguments: SampleBatches.all)
  func fillsItsWidthAndShowsEveryPhase(batch: Batch) {
    for theme in [Theme.unicode, .ascii] {
      let timeline = timeline(batch, theme)
      for columns in 1...130 {
        let lines = timeline.lines(columns: columns)
        #expect(lines.allSatisfy { $0.columns <= columns })
        guard columns >= 20, !timeline.bar.segments.isEmpty else { continue }
        #expect(lines.contains { $0.columns == columns }, "\(columns)")
        let text = lines.map(\.text).joined(separator: "\n")
        for segment in timeline.bar.segments {
          #expect(text.contains(segment.duration) && text.contains(segment.fill))
        }
        if theme == .ascii { #expect(text.utf8.allSatisfy { $0 < 0x7F }) }
      }
    }
  }

  @Test func withoutAnyTimeThereIsNoLine() {
    #expect(timeline(SampleBatches.minimal).lines(columns: 80).isEmpty)
  }

  @Test(
    arguments: [
      (
        SampleBatches.running, 60,
        [
          "queued     running    now                           expires",
          "├─ 2m 10s ─┼═ 2h 56m ═▸··········· 21h 1m left ············┤",
        ]
      ),
      (
        SampleBatches.running, 24,
        ["├─┼══▸·················┤", "─ queued 2m 10s", "═ running 2h 56m", "· 21h 1m left"]
      ),
      (SampleBatches.failed, 30, ["queued", "├──────────── 4s ────────────✖"]),
      (
        SampleBatches.overdue, 50,
        [
          "queued  running                    overdue    now",
          "├─ 16m ─┼═════════ 1d 6h ══════════┼× by 6h 45m ×▸",
        ]
      ),
      (
        SampleBatches.cancelled, 50,
        [
          "queued running                        cancelling",
          "├─ 1m ─┼════════════ 49m ═════════════┼╌ 1m 30s ╌⊟",
        ]
      ),
    ] as [(Batch, Int, [String])])
  func drawsALife(batch: Batch, columns: Int, expected: [String]) {
    let texts = timeline(batch).lines(columns: columns).map { line in
      String(line.text.reversed().drop { $0 == " " }.reversed())
    }
    #expect(texts == expected)
  }
}

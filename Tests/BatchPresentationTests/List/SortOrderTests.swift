import Batches
import TestSupport
import Testing

@testable import BatchInsight
@testable import BatchPresentation

struct SortOrderTests {
  private static let now = SampleBatches.now
  private static let baselines = PhaseBaselines([.running: PhaseNorm(median: 60, count: 10)])

  private func sorted(_ batches: [Batch], _ order: SortOrder) -> [String] {
    batches.map { order.entry(of: $0, now: Self.now, baselines: Self.baselines) }
      .sorted { $0.precedes($1, isDescending: order.isDescending) }.map {
        $0.id.replacing("batch_", with: "")
      }
  }

  private static let batches = SampleBatches.all.filter { $0.id.hasPrefix("batch_") }

  /// From the first to the last, and how many of them at the end are unknown.
  @Test(
    arguments: [
      (
        .status,
        [
          "queued", "01HZX3K2M9QWERTY7ABCDEFGH5", "overdue", "cjk", "minimal", "all_failed",
          "contradictory", "partial", "failed", "cancelled",
        ], 0
      ),
      (
        .name,
        [
          "all_failed", "minimal", "queued", "failed", "partial", "01HZX3K2M9QWERTY7ABCDEFGH5",
          "contradictory", "cancelled", "overdue", "cjk",
        ], 0
      ),
      (
        .progress,
        [
          "cancelled", "overdue", "01HZX3K2M9QWERTY7ABCDEFGH5", "all_failed", "cjk",
          "contradictory", "partial", "failed", "minimal", "queued",
        ], 3
      ),
      (
        .age,
        [
          "queued", "01HZX3K2M9QWERTY7ABCDEFGH5", "all_failed", "cancelled", "cjk",
          "contradictory", "failed", "partial", "overdue", "minimal",
        ], 1
      ),
      (
        .created,
        [
          "overdue", "partial", "01HZX3K2M9QWERTY7ABCDEFGH5", "all_failed", "cancelled", "cjk",
          "contradictory", "failed", "queued", "minimal",
        ], 1
      ),
      (
        .left,
        [
          "overdue", "01HZX3K2M9QWERTY7ABCDEFGH5", "cjk", "queued", "partial", "all_failed",
          "cancelled", "contradictory", "failed", "minimal",
        ], 5
      ),
      (
        .failed,
        [
          "cancelled", "cjk", "overdue", "contradictory", "01HZX3K2M9QWERTY7ABCDEFGH5",
          "all_failed", "partial", "failed", "minimal", "queued",
        ], 3
      ),
      (
        .requests,
        [
          "all_failed", "01HZX3K2M9QWERTY7ABCDEFGH5", "cjk", "contradictory", "partial",
          "cancelled", "overdue", "failed", "minimal", "queued",
        ], 3
      ),
      (
        .duration,
        [
          "failed", "queued", "cancelled", "all_failed", "contradictory", "partial",
          "01HZX3K2M9QWERTY7ABCDEFGH5", "cjk", "overdue", "minimal",
        ], 1
      ),
      (
        .inState,
        [
          "queued", "cjk", "all_failed", "contradictory", "cancelled",
          "01HZX3K2M9QWERTY7ABCDEFGH5", "failed", "partial", "overdue", "minimal",
        ], 1
      ),
      (
        .endpoint,
        [
          "01HZX3K2M9QWERTY7ABCDEFGH5", "all_failed", "cancelled", "cjk", "contradictory",
          "failed", "overdue", "partial", "queued", "minimal",
        ], 1
      ),
      (
        .verdict,
        [
          "overdue", "01HZX3K2M9QWERTY7ABCDEFGH5", "all_failed", "contradictory", "partial",
          "cancelled", "cjk", "failed", "minimal", "queued",
        ], 5
      ),
    ] as [(ListColumn, [String], Int)])
  func sorts(column: ListColumn, expected: [String], unknown: Int) {
    let up = SortOrder(column: column, isDescending: false)
    #expect(sorted(Self.batches, up) == expected)
    // Turned round, rows alike stay in the order of their ids and the unknown ones at the end.
    let down = sorted(Self.batches, up.reversed)
    #expect(down.suffix(unknown) == expected.suffix(unknown))
    #expect(Set(down) == Set(expected))
    let keys = Dictionary(
      uniqueKeysWithValues: Self.batches.map {
        (
          $0.id.replacing("batch_", with: ""),
          column.content.sortKey(of: $0, now: Self.now, baselines: Self.baselines)
        )
      })
    for (first, second) in zip(down.dropLast(unknown), down.dropLast(unknown).dropFirst()) {
      if keys[first] == keys[second] { #expect(first < second) }
    }
  }

  @Test(arguments: ListColumn.allCases, [false, true])
  func isAStrictOrder(column: ListColumn, isDescending: Bool) {
    let order = SortOrder(column: column, isDescending: isDescending)
    let entries = SampleBatches.all.map {
      order.entry(of: $0, now: Self.now, baselines: Self.baselines)
    }
    func precedes(_ one: SortEntry, _ other: SortEntry) -> Bool {
      one.precedes(other, isDescending: isDescending)
    }
    for one in entries {
      for other in entries {
        #expect(precedes(one, other) != precedes(other, one) || one == other)
        for third in entries where precedes(one, other) && precedes(other, third) {
          #expect(precedes(one, third))
        }
      }
    }
  }

  @Test func withoutAColumnNothingButTheIDTells() {
    #expect(
      sorted(Self.batches, .server)
        == Self.batches.map(\.id).sorted().map { $0.replacing("batch_", with: "") })
    #expect(SortOrder(by: .failed).isDescending && !SortOrder(by: .name).isDescending)
  }
}

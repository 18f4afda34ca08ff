import Testing

@testable import Batches

@Suite struct SkippedElementsTests {
  /// The answer to one request.
  struct Step: Sendable {
    var asked: String?
    var ids: [String]
    var skippedBehind: [Int: Int] = [:]

    var page: BatchPage {
      BatchPage(batches: ids.map { Batch(id: $0) }, skippedBehind: skippedBehind)
    }
  }

  struct Example: Sendable {
    var steps: [Step]
    var count: Int
  }

  @Test(
    arguments: [
      // The next page repeats those after the last row, or some of them, or goes on behind them.
      Example(
        steps: [
          Step(ids: ["a", "b"], skippedBehind: [1: 1, 2: 1]),
          Step(asked: "b", ids: ["c"], skippedBehind: [0: 3]),
        ], count: 4),
      Example(
        steps: [
          Step(ids: ["a", "b"], skippedBehind: [2: 2]), Step(asked: "b", ids: ["c"]),
        ], count: 2),
      // A page that begins before its cursor.
      Example(
        steps: [
          Step(ids: ["a", "b", "c"], skippedBehind: [2: 1]),
          Step(asked: "c", ids: ["b", "c", "d"], skippedBehind: [0: 2, 1: 1, 3: 1]),
        ], count: 2),
      // A row has arrived before those at the head.
      Example(
        steps: [
          Step(ids: ["a"], skippedBehind: [0: 2]),
          Step(ids: ["n", "a"], skippedBehind: [1: 2]),
        ], count: 2),
      // Pages of a refresh that overlap.
      Example(
        steps: [
          Step(ids: ["a", "b", "c", "d"], skippedBehind: [1: 1, 3: 2]),
          Step(asked: "a", ids: ["b", "c"], skippedBehind: [0: 1, 2: 2]),
          Step(asked: "b", ids: ["c", "d"], skippedBehind: [1: 2]),
        ], count: 3),
      Example(
        steps: [
          Step(ids: [], skippedBehind: [0: 4]), Step(ids: [], skippedBehind: [0: 3]),
        ], count: 3),
    ])
  func countsEachOnce(example: Example) {
    var skipped = SkippedElements()
    for step in example.steps {
      skipped.add(step.page, asked: step.asked.map { BatchID($0) })
    }
    #expect(skipped.count == example.count)
  }

  @Test func aPageWithoutANewRowMayBeAnyPage() {
    let page = Step(ids: ["a", "b"], skippedBehind: [0: 1]).page
    var skipped = SkippedElements()
    skipped.add(page, asked: nil, newIDs: 2)
    skipped.add(page, asked: "z", newIDs: 0)
    #expect(skipped.count == 1)
  }

  @Test func aLaterReadingIsAddedToWhatIsFurtherDown() {
    var skipped = SkippedElements()
    skipped.add(Step(ids: ["a", "b"], skippedBehind: [0: 1, 1: 1, 2: 2]).page, asked: nil)
    var later = SkippedElements()
    later.add(Step(ids: ["n", "a"], skippedBehind: [1: 1, 2: 3]).page, asked: nil)
    skipped.add(later)
    #expect(skipped.count == 1 + 3 + 2)
  }
}

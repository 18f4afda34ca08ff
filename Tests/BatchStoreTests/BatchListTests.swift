import Batches
import TestSupport
import Testing

@testable import BatchStore

@Suite struct BatchListTests {
  private func ids(_ list: BatchList) -> [String] {
    (0..<list.count).map { list[$0].batch.id }
  }

  private func list(_ numbers: some Sequence<Int>) -> BatchList {
    var list = BatchList()
    list.merge(Fixture.batches(numbers), after: .head, asOf: 1)
    return list
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: [Int]
    var page: [Int]
    var anchor: BatchList.Anchor
    var after: [Int]
    var added: [Int]
  }

  static let cases = [
    Case(
      testDescription: "the first page", before: [], page: [0, 1, 2], anchor: .head,
      after: [0, 1, 2], added: [0, 1, 2]),
    Case(
      testDescription: "a page at the end", before: [0, 1], page: [2, 3],
      anchor: .after(id: "b1"), after: [0, 1, 2, 3], added: [2, 3]),
    Case(
      testDescription: "new rows above known ones", before: [2, 3], page: [0, 1, 2],
      anchor: .head, after: [0, 1, 2, 3], added: [0, 1]),
    Case(
      testDescription: "an overlap at the end", before: [0, 1, 2], page: [1, 2, 3],
      anchor: .after(id: "b2"), after: [0, 1, 2, 3], added: [3]),
    Case(
      testDescription: "a row between two known ones", before: [0, 2, 4], page: [0, 1, 2, 3, 4],
      anchor: .head, after: [0, 1, 2, 3, 4], added: [1, 3]),
    Case(
      testDescription: "an id twice in one page", before: [], page: [0, 1, 0], anchor: .head,
      after: [0, 1], added: [0, 1]),
    Case(
      testDescription: "in the middle, where rows were missing", before: [0, 5], page: [1, 2],
      anchor: .after(id: "b0"), after: [0, 1, 2, 5], added: [1, 2]),
    Case(
      testDescription: "an anchor that is not there", before: [5], page: [1],
      anchor: .after(id: "x"),
      after: [1, 5], added: [1]),
    Case(
      testDescription: "nothing", before: [1], page: [], anchor: .head, after: [1], added: []),
  ]

  @Test(arguments: cases)
  func mergesPages(_ given: Case) {
    var list = list(given.before)
    let changes = list.merge(Fixture.batches(given.page), after: given.anchor, asOf: 2)
    #expect(ids(list) == given.after.map { "b\($0)" })
    #expect(changes.added.map(\.id) == given.added.map { "b\($0)" })
  }

  @Test func bringsKnownRowsUpToDateAndTellsWhichDiffer() {
    var list = list(0..<5)
    let page = [Fixture.batch(1, "failed"), Fixture.batch(2)]
    let changes = list.merge(page, after: .head, asOf: 7)
    #expect(
      changes.changed == [
        ListChanges.Replacement(before: Fixture.batch(1), after: Fixture.batch(1, "failed"))
      ])
    #expect(list.row("b1")?.batch.status.text == "failed")
    #expect(list.row("b1")?.asOf == 7)
    #expect(list.row("b2")?.asOf == 7, "an unchanged row was seen as well")
    #expect(list.row("b3")?.asOf == 1)
  }

  @Test func theLastOfTwoRowsWithOneIdWins() {
    var list = BatchList()
    list.merge(
      [Fixture.batch(0, "in_progress"), Fixture.batch(0, "completed")], after: .head, asOf: 1)
    #expect(list.count == 1)
    #expect(list[0].batch.status.text == "completed")
  }

  /// Against the plainest model there is: an array.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func agreesWithAnArrayUnderRandomMerges(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var list = BatchList()
    var model: [String] = []
    var next = 0
    for _ in 0..<200 {
      let count = Int.random(in: 0..<7, using: &random)
      let fresh = Fixture.batches(next..<next + count)
      next += count
      let place = model.isEmpty ? 0 : Int.random(in: 0...model.count, using: &random)
      let anchor: BatchList.Anchor = place == 0 ? .head : .after(id: model[place - 1])
      list.merge(fresh, after: anchor, asOf: 1)
      model.insert(contentsOf: fresh.map(\.id), at: place)
    }
    #expect(ids(list) == model)
    for (index, id) in model.enumerated() { #expect(list.index(of: id) == index) }
  }

  @Test func findsActiveRowsInOrder() {
    var list = list(0..<3)
    list.merge(Fixture.batches(3..<250, active: [7, 200]), after: .after(id: "b2"), asOf: 1)
    #expect(Array(list.activeIndices) == [7, 200])
    list.update(BatchRow(Fixture.batch(7), asOf: 2))
    #expect(Array(list.activeIndices) == [200])
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func countsActiveRowsThroughMergesSplitsAndUpdates(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var list = list(0..<150)
    for _ in 0..<100 {
      let anchor = list[Int.random(in: 0..<list.count, using: &random)].batch.id
      let numbers = (0..<5).map { _ in Int.random(in: 0..<400, using: &random) }
      let active = Set(numbers.filter { _ in Bool.random(using: &random) })
      list.merge(Fixture.batches(numbers, active: active), after: .after(id: anchor), asOf: 1)
      #expect(list.activeCount == list.activeIndices.count { _ in true })
    }
    #expect(list.activeCount > 0)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func removesRowsWhereverTheyAre(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...600, using: &random)
    let active = Set((0..<count).filter { _ in Bool.random(using: &random) })
    var list = BatchList()
    for start in stride(from: 0, to: count, by: 100) {
      let page = Fixture.batches(start..<min(start + 100, count), active: active)
      list.merge(page, after: list.lastID.map { .after(id: $0) } ?? .head, asOf: 1)
    }
    var left = Array(0..<count)
    // Many at once, too.
    let many = left.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
    left.removeAll { many.contains($0) }
    list.remove(many.map { "b\($0)" })
    #expect(ids(list) == left.map { "b\($0)" })
    while let number = left.randomElement(using: &random) {
      left.removeAll { $0 == number }
      list.remove(["b\(number)", "x"])
      #expect(!list.contains("b\(number)"))
      #expect(list.count == left.count && list.activeCount == active.intersection(left).count)
      guard left.count % 50 == 0 else { continue }
      #expect(ids(list) == left.map { "b\($0)" })
      #expect(left.indices.allSatisfy { list.index(of: "b\(left[$0])") == $0 })
    }
    list.merge(Fixture.batches([7]), after: .head, asOf: 2)
    #expect(ids(list) == ["b7"])
  }

  @Test func appendsRowsThatAreNotKnown() {
    var list = list([0, 1])
    let rows = Fixture.batches([1, 2, 3, 2]).enumerated()
      .map { BatchRow($0.element, asOf: Double($0.offset)) }
    let changes = list.append(rows)
    #expect(ids(list) == ["b0", "b1", "b2", "b3"] && changes.added.map(\.id) == ["b2", "b3"])
    #expect((0..<4).map { list[$0].asOf } == [1, 1, 1, 2])
  }

  @Test func idsThatOnlyLookTheSameAreTwo() {
    var list = BatchList()
    list.merge([Batch(id: "e\u{301}"), Batch(id: "\u{E9}")], after: .head, asOf: 1)
    #expect(list.count == 2)
    #expect(list.index(of: "\u{E9}") == 1)
    #expect(list.index(of: "e\u{301}") == 0)
  }

  @Test func keepsWhenEachRowWasReadThroughSplits() {
    var list = list(0..<10)
    list.update(BatchRow(Fixture.batch(3), asOf: 5))
    list.merge(Fixture.batches([100]), after: .after(id: "b2"), asOf: 7)
    #expect((0..<11).map { list[$0].asOf } == [1, 1, 1, 7, 5, 1, 1, 1, 1, 1, 1])
  }

  @Test func aCopyIsNotChangedByTheOriginal() {
    var list = list(0..<3)
    let copy = list
    list.update(BatchRow(Fixture.batch(1, "failed"), asOf: 2))
    list.merge(Fixture.batches([9]), after: .after(id: "b0"), asOf: 2)
    #expect(ids(copy) == ["b0", "b1", "b2"])
    #expect(copy[1].batch.status.text == "completed")
  }
}

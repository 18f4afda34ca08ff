import BatchStore
import Batches
import TestSupport
import Testing

@testable import Browser

struct ViewportTests {
  /// A cursor on row `index` of `count`, on the given line of `height`.
  private func viewport(_ index: Int, line: Int) -> Viewport {
    var viewport = Viewport()
    viewport.select("b\(index)", line: line)
    return viewport
  }

  private func extent(_ count: Int, _ height: Int, cursor: Int?) -> Viewport.Extent {
    Viewport.Extent(count: count, height: height, cursor: cursor)
  }

  @Test(arguments: [
    // index, line, rows, height, the first row on screen and the one behind the last
    (0, 0, 100, 10, 0..<10), (5, 5, 100, 10, 0..<10), (50, 3, 100, 10, 47..<57),
    (99, 8, 100, 10, 91..<100), (2, 9, 3, 10, 0..<3), (50, 30, 100, 10, 41..<51),
    (50, 0, 100, 0, 50..<50), (0, 0, 0, 10, 0..<0),
  ])
  func showsTheRowsAroundTheCursor(
    index: Int, line: Int, count: Int, height: Int, expected: Range<Int>
  ) {
    let extent = extent(count, height, cursor: count == 0 ? nil : index)
    #expect(viewport(index, line: line).visible(in: extent) == expected)
  }

  @Test(arguments: [
    // from, line, to, scrolling, the line after
    (10, 4, 11, 0, 5), (10, 9, 11, 0, 9), (10, 0, 9, 0, 0), (10, 4, 15, 5, 4),
    (10, 4, 5, -5, 4), (10, 4, 0, -10, 0), (90, 4, 99, 10, 8), (10, 4, 99, 0, 8),
  ])
  func scrollsAsFarAsTheCursorNeeds(
    from: Int, line: Int, to: Int, scrolling: Int, expected: Int
  ) {
    var viewport = viewport(from, line: line)
    let moved = viewport.move(
      to: to, id: "b\(to)", scrolling: scrolling, in: extent(100, 10, cursor: from))
    #expect(moved && viewport.hasMoved)
    #expect(viewport.selection == Selection(id: "b\(to)", line: expected))
    viewport.noteMovesServed()
    #expect(!viewport.hasMoved)
  }

  @Test func aMoveToTheSameRowIsOneButSelectsNothingElse() {
    var viewport = viewport(0, line: 0)
    let moved = viewport.move(to: 0, id: "b0", scrolling: 0, in: extent(3, 10, cursor: 0))
    #expect(!moved && viewport.hasMoved)
  }

  @Test func leavesNoBlankLinesWhereThereAreRowsAbove() {
    var viewport = viewport(99, line: 3)
    viewport.fill(in: extent(100, 10, cursor: 99))
    #expect(viewport.selection.line == 8, "the last line says how the list goes on")
    viewport.fill(in: extent(100, 0, cursor: 99))
    #expect(viewport.selection.line == 8, "the list is covered")
  }

  // MARK: Marks

  @Test func aRowStaysNewUntilItIsLookedAt() {
    var viewport = viewport(0, line: 0)
    viewport.mark(["b0", "b1", "b2"], .new)
    viewport.mark(["b0", "b1", "b3"], .changed)
    let (b0, b1, b2) = (BatchID("b0"), BatchID("b1"), BatchID("b2"))
    #expect(viewport.marks[b0] == .changed, "who is on it sees it come, but not change")
    #expect(viewport.marks[b1] == .new)
    viewport.forgetSeenMarks(of: [b1])
    #expect(viewport.marks[b1] == .new, "nobody has pressed a key")
    viewport.noteLook()
    viewport.forgetSeenMarks(of: [b1])
    #expect(viewport.marks[b1] == nil)
    viewport.forgetSeenMarks(of: [b2])
    #expect(viewport.marks[b2] == .new, "it came after the look")
  }

  @Test func theMarkOfARowGoesWhenTheCursorLeavesIt() {
    var viewport = viewport(1, line: 1)
    viewport.mark(["b1"], .changed)
    _ = viewport.move(to: 2, id: "b2", scrolling: 0, in: extent(9, 9, cursor: 1))
    #expect(viewport.marks.isEmpty)
  }

  @Test func arrivalsAreNeverMoreThanTheRowsAbove() {
    var viewport = viewport(5, line: 0)
    viewport.add(arrivals: 3, top: 5)
    viewport.add(arrivals: -2, top: 5)
    #expect(viewport.arrivals == 3)
    viewport.add(arrivals: 30, top: 5)
    #expect(viewport.arrivals == 5)
    _ = viewport.move(to: 2, id: "b2", scrolling: 0, in: extent(9, 3, cursor: 5))
    #expect(viewport.arrivals == 2)
  }

  // MARK: The way back

  @Test func goesBackToWhereTheCursorWasUntilTheUserMoves() {
    var viewport = viewport(5, line: 2)
    viewport.rememberSelection()
    viewport.select("b9", line: 2)
    #expect(viewport.origin == Selection(id: "b5", line: 2))
    _ = viewport.move(to: 8, id: "b8", scrolling: 0, in: extent(20, 10, cursor: 9))
    #expect(viewport.origin == viewport.selection)
  }

  @Test func aNewListHasNoPlaceForRowsThatAreGone() {
    var list = BatchList()
    list.merge([Fixture.batch(1, "completed")], after: .head, asOf: 0)
    var viewport = viewport(5, line: 2)
    viewport.rememberSelection()
    viewport.mark(["b1", "b2"], .new)
    viewport.replaceList(with: list, selecting: "b1")
    #expect(viewport.marks == [BatchID("b1"): .new])
    #expect(viewport.origin == Selection(id: "b1", line: 2))
  }
}

import BatchInsight
import BatchPresentation
import Batches
import Screen
import TestSupport
import Testing

@testable import BatchStore
@testable import Browser

@Suite struct DrawnRowsTests {
  private let place = Rect(column: 1, row: 0, columns: 6, rows: 1)
  private let rows = BatchChunk(
    key: 0, rows: (0..<2).map { BatchRow(Fixture.batch($0), asOf: Double($0)) },
    vocabulary: Vocabulary())

  private func row(_ offset: Int) -> StoredRow { StoredRow(chunk: rows, offset: offset) }

  private func setting(width: Int = 6) -> DrawnRows.Setting {
    DrawnRows.Setting(
      columns: ListColumns(columns: 80, choice: ColumnChoice(), mode: .relative), mode: .relative,
      ageMode: .relative, baselines: .none, isOutdated: false, left: 1, width: width)
  }

  /// Whether the row has to be drawn in a new frame, which shows it in any case.
  private func draws(
    _ row: StoredRow, _ drawn: inout DrawnRows, mark: RowMark = .none, now: Int = 0, width: Int = 6,
    lasts: Int? = nil
  ) -> Bool {
    drawn.begin()
    drawn.use(setting(width: width))
    var frame = Frame(size: Size(columns: 8, rows: 1))
    var isDrawn = false
    drawn.put(row, at: place, now: now, &frame) { _ in
      mark
    } draw: { row, mark, frame in
      isDrawn = true
      frame.draw(
        mark.line(.unicode) + StyledLine("夜\(Int(row.asOf))", Style(.red)),
        at: Point(column: 1, row: 0), clip: place)
      return lasts
    }
    #expect(frame.text(row: 0) == " \(mark.line(.unicode).text)夜\(row.offset)")
    #expect(frame[column: 2, row: 0].style == Style(.red))
    return isDrawn
  }

  @Test func aRowIsDrawnAgainOnlyWhereItReadsOtherwise() {
    var drawn = DrawnRows()
    #expect(draws(row(0), &drawn))
    #expect(!draws(row(0), &drawn))
    #expect(draws(row(0), &drawn, mark: .new), "another mark")
    #expect(draws(row(0), &drawn, mark: .new, width: 5), "another width")
    #expect(draws(row(1), &drawn, mark: .new, width: 5), "another row")
  }

  @Test func aRowThatWasChangedIsDrawnAgain() {
    var drawn = DrawnRows()
    #expect(draws(row(1), &drawn))
    let (chunk, _) = rows.replacing(0, with: BatchRow(Fixture.batch(0, "failed"), asOf: 3))
    #expect(draws(StoredRow(chunk: chunk, offset: 1), &drawn), "its chunk is another")
  }

  /// Seconds after which its text changes; moments at which it is drawn, and whether again.
  @Test(arguments: [
    (Int?.none, [100, 101, 1_000_000], [true, false, false]),
    (3, [100, 102, 103, 105, 106], [true, false, true, false, true]),
    (3, [100, 99, 100], [true, true, false]),
    (0, [100, 100], [true, true]),
  ])
  func aRowIsDrawnAgainWhenItsTimeHasCome(lasts: Int?, moments: [Int], expected: [Bool]) {
    var drawn = DrawnRows()
    #expect(moments.map { draws(row(0), &drawn, now: $0, lasts: lasts) } == expected)
  }

  /// Rows of a frame and of the next one; which of these have to be drawn.
  @Test(arguments: [
    ([0, 1, 2], [0, 1, 2], []), ([0, 1, 2], [1, 2, 3], [3]), ([1, 2, 3], [0, 1, 2], [0]),
    ([0, 1, 2], [2, 1, 0], []), ([0, 1, 2], [0, 2], []), ([0, 2], [0, 1, 2], [1]),
  ])
  func rowsAreFoundWhereverTheyMove(before: [Int], after: [Int], drawn expected: [Int]) {
    let rows = BatchChunk(
      key: 0, rows: (0..<4).map { BatchRow(Fixture.batch($0), asOf: 0) }, vocabulary: Vocabulary())
    var drawn = DrawnRows()
    var anew: [Int] = []
    for offsets in [before, after] {
      var frame = Frame(size: Size(columns: 8, rows: 4))
      anew = []
      drawn.begin()
      drawn.use(setting())
      for (line, offset) in offsets.enumerated() {
        let place = Rect(column: 1, row: line, columns: 6, rows: 1)
        let row = StoredRow(chunk: rows, offset: offset)
        drawn.put(row, at: place, now: 0, &frame) { _ in
          .none
        } draw: { _, _, frame in
          anew.append(offset)
          frame.write("\(offset)", column: 1, row: line)
          return nil
        }
      }
      #expect(offsets.indices.map { frame.text(row: $0) } == offsets.map { " \($0)" })
    }
    #expect(anew == expected)
  }

  @Test func theNextChangeIsThatOfTheLastFrame() {
    var drawn = DrawnRows()
    #expect(drawn.secondsUntilChange(now: 100) == nil)
    #expect(draws(row(0), &drawn, now: 100, lasts: 10))
    #expect(drawn.secondsUntilChange(now: 104) == 6)
    #expect(!draws(row(0), &drawn, now: 105))
    #expect(drawn.secondsUntilChange(now: 105) == 5)
    #expect(draws(row(1), &drawn, now: 106))
    #expect(drawn.secondsUntilChange(now: 106) == nil, "the other is out of sight")
    drawn.begin()
    #expect(draws(row(0), &drawn, now: 107), "out of sight for a frame, forgotten")
  }
}

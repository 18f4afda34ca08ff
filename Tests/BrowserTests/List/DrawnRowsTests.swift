import Batches
import Screen
import Testing

@testable import Browser

@Suite struct DrawnRowsTests {
  private let place = Rect(column: 1, row: 0, columns: 6, rows: 1)

  private func setting(now: Int = 0, width: Int = 6) -> DrawnRows.Setting {
    DrawnRows.Setting(
      columns: ListColumns(columns: 80, choice: ColumnChoice(), mode: .relative), now: now,
      mode: .relative, ageMode: .relative, norms: .none, left: 1, width: width)
  }

  /// Whether the row has to be drawn; the frame always shows it.
  private func draws(
    _ row: BatchRow, _ drawn: inout DrawnRows, mark: StyledLine = StyledLine(" ")
  ) -> Bool {
    var frame = Frame(size: Size(columns: 8, rows: 1))
    var isDrawn = false
    drawn.put(row, mark, at: place, &frame) { frame in
      isDrawn = true
      frame.draw(StyledLine("夜\(row.asOf)", Style(.red)), at: Point(column: 1, row: 0), clip: place)
    }
    #expect(frame.text(row: 0) == " 夜\(row.asOf)")
    #expect(frame[column: 1, row: 0].style == Style(.red))
    return isDrawn
  }

  @Test func aRowIsDrawnAgainOnlyWhereItReadsOtherwise() {
    var drawn = DrawnRows()
    let row = BatchRow(Fixture.batch(1), asOf: 1)
    drawn.begin(setting())
    #expect(draws(row, &drawn))
    drawn.begin(setting())
    #expect(!draws(row, &drawn))
    drawn.begin(setting())
    #expect(draws(row, &drawn, mark: StyledLine("+")), "another mark")
    drawn.begin(setting())
    #expect(draws(BatchRow(row.batch, asOf: 2), &drawn, mark: StyledLine("+")), "read again")
    drawn.begin(setting(now: 1))
    #expect(draws(BatchRow(row.batch, asOf: 2), &drawn, mark: StyledLine("+")), "a second later")
    drawn.begin(setting(now: 1, width: 5))
    #expect(draws(BatchRow(row.batch, asOf: 2), &drawn, mark: StyledLine("+")), "another width")
  }

  @Test func onlyTheRowsOfTheLastFrameAreKept() {
    var drawn = DrawnRows()
    let rows = (0..<2).map { BatchRow(Fixture.batch($0), asOf: 1) }
    for row in rows {
      drawn.begin(setting())
      #expect(draws(row, &drawn))
    }
    drawn.begin(setting())
    #expect(!draws(rows[1], &drawn))
    #expect(draws(rows[0], &drawn))
  }
}

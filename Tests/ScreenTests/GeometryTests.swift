import Testing

@testable import Screen

@Suite struct GeometryTests {
  private let area = Rect(column: 2, row: 3, columns: 10, rows: 5)

  @Test(arguments: [-1, 0, 1, 5, 9])
  func partsMakeTheWhole(rows: Int) {
    let (top, rest) = area.splitTop(rows)
    #expect(top.rows + rest.rows == area.rows)
    #expect(top.row == area.row && rest.row == top.endRow && rest.endRow == area.endRow)
    let (above, bottom) = area.splitBottom(rows)
    #expect(bottom.rows == min(max(0, rows), area.rows))
    #expect(above.endRow == bottom.row && bottom.endRow == area.endRow)
    let (left, right) = area.splitLeft(rows)
    #expect(left.columns + right.columns == area.columns && left.endColumn == right.column)
  }

  @Test func whatLiesApartSharesNothing() {
    #expect(area.intersection(Rect(column: 20, row: 0, columns: 3, rows: 30)).isEmpty)
    #expect(
      area.intersection(Rect(column: 0, row: 0, columns: 4, rows: 4))
        == Rect(column: 2, row: 3, columns: 2, rows: 1))
    #expect(area.inset(columns: 6, rows: 1).isEmpty)
  }

  @Test func containsItsFirstButNotItsEnd() {
    #expect(area.contains(Point(column: 2, row: 3)))
    #expect(!area.contains(Point(column: 12, row: 3)))
    #expect(!area.contains(Point(column: 2, row: 8)))
  }
}

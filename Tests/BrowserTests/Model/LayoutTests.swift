import Screen
import Testing

@testable import Browser

@Suite struct LayoutTests {
  @Test(arguments: [
    (Size(columns: 200, rows: 60), Layout.Placement.beside),
    (Size(columns: 120, rows: 40), .beside), (Size(columns: 100, rows: 8), .beside),
    (Size(columns: 99, rows: 24), .below), (Size(columns: 80, rows: 24), .below),
    (Size(columns: 60, rows: 16), .below), (Size(columns: 80, rows: 15), .page),
    (Size(columns: 50, rows: 24), .page), (Size(columns: 20, rows: 4), .page),
  ])
  func followsTheRoom(size: Size, placement: Layout.Placement) {
    let layout = Layout(size: size, pane: PaneChoice(), detailHasFocus: false)
    #expect(layout.placement == placement)
  }

  /// What a layout depends on beside the size of the screen.
  struct Conditions: CustomTestStringConvertible {
    var isOn: Bool
    var side: PaneChoice.Side
    var detailHasFocus: Bool
    var hasFollowed: Bool
    var footRows: Int

    var testDescription: String {
      "\(isOn ? "\(side)" : "off"), \(detailHasFocus ? "detail" : "list"), "
        + "\(hasFollowed ? "followed, " : "")\(footRows)"
    }

    static let all: [Conditions] = [true, false].flatMap { isOn in
      PaneChoice.Side.allCases.flatMap { side in
        [false, true].flatMap { detailHasFocus in
          [false, true].flatMap { hasFollowed in
            [1, 2].map {
              Conditions(
                isOn: isOn, side: side, detailHasFocus: detailHasFocus, hasFollowed: hasFollowed,
                footRows: $0)
            }
          }
        }
      }
    }
  }

  /// Nothing lies over anything else, and nothing outside the screen.
  @Test(arguments: Conditions.all) func partsNeverOverlap(conditions: Conditions) {
    for columns in 1...130 {
      for rows in 1...45 {
        for growth in [-50, 0, 50] {
          var pane = PaneChoice()
          pane.isOn = conditions.isOn
          pane.side = conditions.side
          pane.growth = growth
          let size = Size(columns: columns, rows: rows)
          let layout = Layout(
            size: size, pane: pane, detailHasFocus: conditions.detailHasFocus,
            hasFollowed: conditions.hasFollowed, footRows: conditions.footRows)
          let parts =
            [
              layout.head, layout.tabs, layout.summary, layout.columnNames, layout.rows,
              layout.foot,
            ] + [layout.separator, layout.detail, layout.followed].compactMap { $0 }
          let cells = parts.reduce(0) { $0 + $1.columns * $1.rows }
          let isApart = parts.indices.allSatisfy { first in
            parts[(first + 1)...].allSatisfy { parts[first].intersection($0).isEmpty }
          }
          let isInside = parts.allSatisfy { $0.intersection(Rect(size)) == $0 || $0.isEmpty }
          guard isApart && isInside && cells <= columns * rows else {
            Issue.record("\(columns)x\(rows), growth \(growth): \(layout)")
            return
          }
        }
      }
    }
  }

  @Test func theListKeepsItsLeastRoom() {
    var pane = PaneChoice()
    pane.growth = 1000
    let beside = Layout(size: Size(columns: 120, rows: 40), pane: pane, detailHasFocus: false)
    #expect(beside.rows.columns == Layout.leastListColumns)
    let below = Layout(size: Size(columns: 80, rows: 24), pane: pane, detailHasFocus: false)
    #expect(below.rows.rows >= Layout.leastListRows)
  }
}

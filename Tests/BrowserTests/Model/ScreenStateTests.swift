import BatchPresentation
import Screen
import Testing

@testable import Browser

struct ScreenStateTests {
  private static let contents = ScreenState.Contents(
    hasRows: true, hasFollowed: false, footRows: 1)

  private func screen(_ columns: Int, _ rows: Int) -> ScreenState {
    ScreenState(size: Size(columns: columns, rows: rows), charset: .unicode)
  }

  private func placement(_ screen: ScreenState) -> Layout.Placement {
    screen.layout(for: Self.contents).placement
  }

  @Test func aPaneThatTheFocusOpenedGoesWithIt() {
    var screen = screen(120, 40)
    screen.togglePane(for: Self.contents)
    #expect(placement(screen) == .off)
    screen.enterDetail()
    #expect(placement(screen) == .beside && screen.focus == .detail)
    let leaves = screen.leaveDetail()
    #expect(leaves)
    #expect(placement(screen) == .off && screen.focus == .list)
    let leavesAgain = screen.leaveDetail()
    #expect(!leavesAgain)
  }

  @Test func aPaneThatIsTurnedOffGivesTheFocusBack() {
    var screen = screen(120, 40)
    screen.enterDetail()
    screen.togglePane(for: Self.contents)
    #expect(screen.focus == .list)
  }

  @Test(arguments: [
    (120, 40, Layout.Placement.below, true), (100, 10, .beside, false), (90, 30, .beside, true),
    (60, 12, .page, false),
  ])
  func thePaneMovesWhereThereIsRoom(
    columns: Int, rows: Int, expected: Layout.Placement, isRoomy: Bool
  ) {
    var screen = screen(columns, rows)
    #expect(screen.movePane(for: Self.contents) == isRoomy)
    #expect(placement(screen) == expected)
  }

  @Test func growthStopsAtTheEdge() {
    var screen = screen(120, 40)
    for _ in 0..<100 { screen.growPane(by: 1, for: Self.contents) }
    let widest = screen.layout(for: Self.contents).detail?.columns
    screen.growPane(by: -1, for: Self.contents)
    #expect(screen.layout(for: Self.contents).detail?.columns == widest.map { $0 - 4 })
  }

  @Test func theChartRemembersWhoHadTheFocus() {
    var screen = screen(120, 40)
    screen.enterDetail()
    screen.openGantt(TimeWindow(span: 3600))
    #expect(screen.focus == .list && screen.gantt != nil)
    let returnsToDetail = screen.closeGantt()
    #expect(returnsToDetail && screen.gantt == nil)
    screen.openGantt(TimeWindow(span: 3600))
    let returnsAgain = screen.closeGantt()
    #expect(!returnsAgain, "the list had it")
  }

  @Test func theDetailScrollsToItsEnd() {
    var screen = screen(120, 40)
    screen.scrollDetail(.last, height: 10, lines: 25)
    #expect(screen.detailTop == 15)
    screen.fillDetail(height: 20, lines: 25)
    #expect(screen.detailTop == 5)
    screen.restartDetail()
    #expect(screen.detailTop == 0)
  }
}

import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// `s` and `S`.
struct SortMenuTests {
  private func conversation() -> Conversation {
    Conversation(
      [
        Fixture.batch(0, name: "eval-10", completed: 70),
        Fixture.batch(1, "in_progress", name: "Eval-9", completed: 20),
        Fixture.batch(2, "failed", name: "批处理"),
        Fixture.batch(3, name: "alpha", completed: 70),
      ], size: Size(columns: 100, rows: 20))
  }

  private func shown(_ conversation: Conversation) -> [String] {
    let state = conversation.state
    return state.visibleIndices.map { state.shownRow(at: $0)?.batch.id ?? "" }
  }

  @Test func sortsByTheChosenColumn() {
    var conversation = conversation()
    conversation.press(.character("s"), .down, .down, .enter)
    #expect(conversation.state.query.order == SortOrder(by: .name))
    #expect(conversation.state.overlay == nil)
    #expect(shown(conversation) == ["b3", "b1", "b0", "b2"])
    #expect(conversation.state.selection.id == "b0", "the selection stays")
    #expect(conversation.state.cursorIndex == 2)
  }

  @Test func lettersChooseAndTheSameAgainReverses() {
    var conversation = conversation()
    conversation.press(.character("s"), .character("p"))
    #expect(shown(conversation) == ["b0", "b3", "b1", "b2"], "ties by id, unknown last")
    conversation.press(.character("s"), .character("p"))
    #expect(shown(conversation) == ["b1", "b0", "b3", "b2"])
    conversation.press(.character("S"))
    #expect(shown(conversation) == ["b0", "b3", "b1", "b2"])
    conversation.press(.character("s"), .character("ｏ"))
    #expect(shown(conversation) == ["b0", "b1", "b2", "b3"])
    #expect(conversation.state.query.order == .server)
  }

  @Test func theMenuOpensAtThePresentOrder() {
    var conversation = conversation()
    conversation.press(.character("s"))
    #expect(conversation.state.overlay == .sort(SortMenu(at: .server)))
    conversation.press(.character("e"), .character("s"))
    #expect(conversation.state.query.order == SortOrder(by: .endpoint))
    #expect(conversation.state.overlay == .sort(SortMenu(at: SortOrder(by: .endpoint))))
    conversation.press(.character("S"))
    #expect(conversation.state.query.order.isDescending)
    #expect(
      conversation.state.overlay == .sort(SortMenu(at: SortOrder(by: .endpoint))),
      "reversed in the open menu")
    conversation.press(.escape)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.query.order.column == .endpoint)
  }

  @Test func aRefreshMovesRowsAroundTheSelectionNotTheSelection() {
    var conversation = Conversation(
      (0..<40).map { Fixture.batch($0, "in_progress", completed: $0) },
      size: Size(columns: 80, rows: 12))
    conversation.press(.character("p"), .character("s"), .character("p"))
    for _ in 0..<20 { conversation.press(.down) }
    let before = conversation.state.selection
    #expect(shown(conversation)[before.line] == before.id)
    #expect(before.line > 0)
    for number in [1, 2, 3] { conversation.server.batches[number].counts?.completed = 90 + number }
    conversation.server.batches.insert(Fixture.batch(50, completed: 100), at: 0)
    conversation.press(.character("r"))
    #expect(conversation.state.selection == before)
    #expect(shown(conversation)[before.line] == before.id)
    conversation.press(.character("g"))
    #expect(shown(conversation).prefix(4) == ["b50", "b3", "b2", "b1"])
  }

  @Test func aClickOnAColumnsNameSortsByIt() {
    var conversation = conversation()
    let row = conversation.state.layout.columnNames.row
    let click = Event.input(
      .mouse(MouseEvent(.press, at: Point(column: 20, row: row))))
    conversation.send(click)
    #expect(conversation.state.query.order == .server, "the mouse is the terminal's")
    conversation.press(.character("m"))
    conversation.send(click)
    #expect(conversation.state.query.order == SortOrder(by: .name))
    conversation.send(click)
    #expect(conversation.state.query.order == SortOrder(by: .name).reversed)
  }

  @Test func aClickOnALineOfTheMenuChoosesIt() throws {
    var conversation = conversation()
    conversation.press(.character("m"), .character("s"))
    let frame = conversation.state.draw()
    let row = try #require(
      (0..<frame.size.rows).first { frame.text(row: $0).contains("a  age") })
    func click(_ column: Int) {
      conversation.send(.input(.mouse(MouseEvent(.press, at: Point(column: column, row: row)))))
    }
    click(2)
    #expect(conversation.state.overlay == .sort(SortMenu(at: .server)), "beside the menu")
    click(50)
    #expect(conversation.state.query.order == SortOrder(by: .age))
    #expect(conversation.state.overlay == nil)
  }

  @Test func thereIsNoReversedOrderOfTheServer() {
    var conversation = conversation()
    conversation.press(.character("S"))
    #expect(conversation.state.query.order == .server)
    #expect(conversation.state.messageText?.contains("server's order") == true)
  }

  @Test func pictures() {
    var conversation = conversation()
    conversation.press(.character("s"), .character("f"), .character("s"))
    expectSnapshot(of: conversation.state.draw(), named: "sort-menu-100x20")
    conversation.press(.character("p"))
    expectSnapshot(of: conversation.state.draw(), named: "sorted-by-progress-100x20")
    conversation.press(.character("s"), .character("a"), .character("t"))
    expectSnapshot(of: conversation.state.draw(), named: "sorted-by-age-local-100x20")
    conversation.press(.character("t"), .character("t"), .character("s"), .character("d"))
    expectSnapshot(of: conversation.state.draw(), named: "sorted-by-hidden-100x20")
  }
}

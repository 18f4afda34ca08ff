import BatchPresentation
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// `c`, `<` and `>`.
struct ColumnMenuTests {
  private func conversation(_ columns: Int = 100, _ rows: Int = 30) -> Conversation {
    var conversation = Conversation(
      BrowserViewTests.batches, size: Size(columns: columns, rows: rows),
      now: Double(SampleBatches.now))
    conversation.press(.character("p"))
    return conversation
  }

  private func names(_ conversation: Conversation) -> String {
    let state = conversation.state
    return state.draw().text(row: state.layout.columnNames.row)
      .split(separator: " ").joined(separator: " ")
  }

  @Test func spaceAndLettersShowAndHideColumns() {
    var conversation = conversation()
    #expect(names(conversation) == "STATUS NAME PROGRESS AGE")
    conversation.press(.character("c"), .character("l"), .character("v"), .character("ｐ"))
    #expect(names(conversation) == "STATUS NAME AGE LEFT VERDICT")
    // Space and the arrows continue from the line of the letter.
    conversation.press(.character(" "), .up, .up, .down, .character(" "))
    #expect(names(conversation) == "STATUS NAME AGE LEFT VERDICT")
    conversation.press(.character("v"), .home, .character(" "))
    #expect(names(conversation) == "NAME AGE LEFT")
    conversation.press(.enter)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.screen.focus == .list)
  }

  @Test func columnsMoveWithTheirLine() {
    var conversation = conversation()
    conversation.press(.character("c"), .character("l"), .character("K"), .character("K"))
    conversation.press(.character("K"), .character("K"))
    #expect(names(conversation) == "STATUS NAME LEFT PROGRESS AGE")
    conversation.press(.character("K"), .character("J"))
    #expect(names(conversation) == "STATUS NAME PROGRESS LEFT AGE")
    conversation.press(.character(" "))
    #expect(names(conversation) == "STATUS NAME PROGRESS AGE")
  }

  @Test func escOnlyCloses() {
    var conversation = conversation()
    conversation.press(.character("c"), .character("q"))
    #expect(conversation.state.overlay == nil)
    #expect(conversation.press(.character("c"), .escape).isEmpty)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.screen.display.columns == ColumnChoice())
  }

  @Test func columnsOutOfSightAreScrolledTo() {
    var conversation = conversation(45, 20)
    #expect(names(conversation) == "STATUS NAME AGE›")
    conversation.press(.character(">"))
    #expect(names(conversation) == "STATUS NAME ‹ PROGRESS")
    #expect(conversation.state.message == nil)
    conversation.press(.character(">"))
    #expect(names(conversation) == "STATUS NAME ‹ PROGRESS")
    #expect(conversation.state.messageText?.contains("no more columns") == true)
    conversation.press(.character("<"))
    #expect(names(conversation) == "STATUS NAME AGE›")
    conversation.press(.character("<"))
    #expect(conversation.state.messageText?.contains("first columns") == true)
  }

  @Test func aWiderScreenTakesBackWhatWasScrolled() {
    var conversation = conversation(45, 20)
    conversation.press(.character(">"))
    conversation.send(.input(.resize(Size(columns: 100, rows: 20))))
    #expect(names(conversation) == "STATUS NAME PROGRESS AGE")
    conversation.press(.character("<"))
    conversation.send(.input(.resize(Size(columns: 45, rows: 20))))
    #expect(conversation.state.listColumns.scrolled == 1, "nothing was there to scroll back")
  }

  @Test func onlyWhatIsOnScreenWakesTheProgram() {
    // Two days old: its age changes once a day, its time in state and its deadline sooner.
    let now = Int(Fixture.now)
    let running = Batch(
      id: "b", status: BatchStatus("in_progress"),
      times: Timestamps([
        .created: now - 200_000, .inProgress: now - 30, .expires: now + 100_000,
      ]))
    var conversation = Conversation([running], size: Size(columns: 80, rows: 12), now: Fixture.now)
    conversation.press(.character("p"), .character("Z"))
    let wake = conversation.state.nextWake ?? .infinity
    #expect(wake > Fixture.now + 1)
    conversation.press(.character("c"), .character("i"), .enter)
    #expect(conversation.state.nextWake == Fixture.now + 1)
    conversation.send(.input(.resize(Size(columns: 40, rows: 12))))
    #expect(conversation.state.nextWake == wake, "the column is out of sight")
    conversation.press(.character(">"), .character(">"))
    #expect(conversation.state.nextWake == Fixture.now + 1)
  }

  @Test func pictures() {
    var conversation = conversation(120, 16)
    conversation.press(.character("c"))
    for letter in "ciledrfvl" { conversation.press(.character(letter)) }
    expectSnapshot(of: conversation.state.draw(), named: "columns-menu-120x16")
    conversation.press(.enter)
    expectSnapshot(of: conversation.state.draw(), named: "columns-120x16")
    conversation.press(.character(">"), .character(">"), .character(">"))
    expectSnapshot(of: conversation.state.draw(), named: "columns-scrolled-120x16")
    conversation.send(.input(.resize(Size(columns: 200, rows: 16))))
    expectSnapshot(of: conversation.state.draw(), named: "columns-200x16")
    conversation.send(.input(.resize(Size(columns: 50, rows: 16))))
    expectSnapshot(of: conversation.state.draw(), named: "columns-50x16")
  }
}

import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Batches that the server no longer lists.
@Suite struct GoneTests {
  private static func gone(_ batches: [Batch], since: Double = 7200) -> GoneRows {
    var rows = GoneRows()
    rows.add(
      batches.map { (BatchRow($0, asOf: Fixture.now - 90_000), Int(Fixture.now - since)) })
    return rows
  }

  private static func conversation(
    _ size: Size = Size(columns: 100, rows: 30), keepsHistory: Bool = true
  ) -> Conversation {
    Conversation(Fixture.batches(0..<50), size: size, keepsHistory: keepsHistory)
  }

  private static func filtered(
    _ conversation: inout Conversation, _ text: String = "gone:yes"
  ) -> [Effect] {
    let effects = "/\(text)".flatMap { conversation.press(.character($0)) }
    return effects + conversation.press(.enter)
  }

  private static func head(_ state: BrowserState) -> String {
    String(state.draw().text.prefix { $0 != "\n" })
  }

  @Test func theyAreAskedForAndShownWhileTheFilterNamesThem() {
    var conversation = Self.conversation()
    conversation.press("jjj")
    let before = (conversation.state.selection, Self.head(conversation.state))
    // Already while it is typed, and once.
    #expect(Self.filtered(&conversation).filter { $0 == .askForGoneRows }.count == 1)
    #expect(conversation.state.draw().text.contains("reading the history"))
    conversation.send(.gone(Self.gone(Fixture.batches(100..<116, active: [103]))))
    #expect(conversation.state.shownCount == 16 && conversation.state.list.count == 50)
    #expect(conversation.state.selection.id == "b100")
    #expect(Self.head(conversation.state).contains("16 gone from the server"))
    #expect(!Self.head(conversation.state).contains("50"))
    // Tabs count what the server has.
    #expect(conversation.state.count(of: .all) == 50)
    conversation.press("j")
    #expect(conversation.state.selection.id == "b101")
    // Each list keeps its place.
    conversation.press(.escape)
    #expect(conversation.state.selection == before.0)
    #expect(Self.head(conversation.state) == before.1)
    #expect(Self.filtered(&conversation).contains(.askForGoneRows))
  }

  @Test func theyAreNeverReadAgain() {
    var conversation = Self.conversation()
    _ = Self.filtered(&conversation)
    conversation.send(.gone(Self.gone(Fixture.batches(100..<300, active: Set(100..<300)))))
    _ = conversation.takeLog()
    conversation.press("Gr")
    #expect(conversation.takeLog() == [.page()])
    #expect(conversation.state.isFillingScreen == false)
    // An ETA, and how long it has been stuck, are of batches that go on.
    let detail = conversation.state.detailText(conversation.state.theme, columns: 60)
    let text = detail.map { $0.lines.map(\.text).joined(separator: "\n") } ?? ""
    #expect(!text.contains("ETA") && !text.contains("stuck"))
  }

  @Test func whatTheServerHasCannotBeDoneToThem() {
    var conversation = Conversation(
      Fixture.batches(0..<50), size: Size(columns: 100, rows: 30), allowsCancel: true,
      keepsHistory: true)
    _ = Self.filtered(&conversation)
    conversation.send(.gone(Self.gone([Fixture.batch(100, "in_progress", name: "eval")])))
    for key in ["F", "x"] {
      conversation.press(key)
      #expect(conversation.state.messageText == "eval is no longer on the server")
      #expect(conversation.state.following.id == nil && conversation.state.overlay == nil)
    }
  }

  /// Once the history knows of it.
  @Test func theyAreAskedForAgainWhenMoreGo() {
    var conversation = Self.conversation()
    _ = Self.filtered(&conversation)
    conversation.send(.gone(Self.gone(Fixture.batches(100..<110))))
    conversation.press("jj")
    conversation.server.batches.removeFirst(3)
    let effects = conversation.press(.character("R"))
    let record = effects.firstIndex { if case .record = $0 { true } else { false } }
    let ask = effects.firstIndex(of: .askForGoneRows)
    #expect(record.map { record in ask.map { $0 > record } ?? false } == true)
    #expect(conversation.state.selection.id == "b102")
    conversation.send(.gone(Self.gone(Fixture.batches(Array(0..<3) + Array(100..<110)))))
    #expect(conversation.state.shownCount == 13 && conversation.state.selection.id == "b102")
    // Nothing is asked for while nothing has gone.
    #expect(!conversation.press(.character("R")).contains(.askForGoneRows))
  }

  @Test func otherTermsTabAndOrderCount() {
    var conversation = Self.conversation()
    _ = Self.filtered(&conversation, "gone:yes status:failed")
    let batches = (100..<120).map { Fixture.batch($0, $0 % 4 == 0 ? "failed" : "completed") }
    conversation.send(.gone(Self.gone(batches)))
    #expect(Self.head(conversation.state).contains("5 of 20 gone match"))
    conversation.press("4")
    #expect(
      conversation.state.draw().text.contains("None of the 20 batches match that are gone"))
  }

  @Test(arguments: [true, false])
  func withoutAnyThatIsSaid(keepsHistory: Bool) {
    var conversation = Self.conversation(keepsHistory: keepsHistory)
    let effects = Self.filtered(&conversation)
    #expect(effects.contains(.askForGoneRows) == keepsHistory)
    if keepsHistory { conversation.send(.gone(GoneRows())) }
    #expect(
      conversation.state.draw().text.contains(
        keepsHistory ? "No batch is known to be gone from the server" : "No history is kept"))
    conversation.press("GgjFxvwoe")
    #expect(conversation.state.selection.id == nil)
  }

  @Test func theFilterOfTheRunBeforeAsksForThemToo() {
    var state = Fixture.state(keepsHistory: true)
    let rows = RecalledRows(
      rows: Fixture.batches(0..<20).map { BatchRow($0, asOf: Fixture.now - 3600) }, isLast: true,
      reachesEnd: true)
    state.begin(with: rows, at: ListPlace(filter: "gone:yes", selected: "b105"))
    #expect(state.update(.start, now: Fixture.now).contains(.askForGoneRows))
    _ = state.update(.gone(Self.gone(Fixture.batches(100..<110))), now: Fixture.now)
    #expect(state.selection.id == "b105" && state.place.filter == "gone:yes")
  }

  @Test(arguments: [(80, 24), (44, 20)])
  func looksLikeThis(columns: Int, rows: Int) {
    var conversation = Self.conversation(Size(columns: columns, rows: rows))
    _ = Self.filtered(&conversation)
    let batches = [
      Fixture.batch(100, "completed", name: "nightly-eval"),
      Fixture.batch(101, "in_progress", name: "批处理-夜间评测"),
      Fixture.batch(102, "failed", name: "labels-zh-07"),
    ]
    conversation.send(.gone(Self.gone(batches)))
    expectSnapshot(of: conversation.state.draw(), named: "gone-\(columns)x\(rows)")
  }

  @Test func looksLikeThisInASCII() {
    var conversation = Self.conversation(Size(columns: 80, rows: 24))
    conversation.send(.input(.charset(.ascii)))
    _ = Self.filtered(&conversation)
    conversation.send(.gone(Self.gone([Fixture.batch(100, "completed", name: "nightly-eval")])))
    expectSnapshot(of: conversation.state.draw(), named: "gone-ascii")
  }
}

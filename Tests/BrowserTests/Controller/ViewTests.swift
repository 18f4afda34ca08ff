import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Tabs, filter and order over a list, as keys and answers bring them about.
@Suite struct ViewTests {
  /// Every tenth batch failed, the others completed.
  private static func mixed(_ count: Int) -> [Batch] {
    (0..<count).map { Fixture.batch($0, $0 % 10 == 3 ? "failed" : "completed", completed: 100) }
      .map { batch in
        var batch = batch
        batch.outputFileID = "file-\(batch.id)"
        return batch
      }
  }

  private func type(_ text: String, into conversation: inout Conversation) {
    for character in text { conversation.press(.character(character)) }
  }

  private func shownIDs(_ conversation: Conversation) -> [String] {
    (0..<conversation.state.shownCount).compactMap {
      conversation.state.shownRow(at: $0)?.batch.id
    }
  }

  @Test func aFilterHidesWhatDoesNotMatchWhileItIsTyped() {
    var conversation = Conversation(Self.mixed(50))
    type("/status:canc", into: &conversation)
    #expect(conversation.state.shownCount == 0)
    for _ in 0..<4 { conversation.press(.backspace) }
    type("failed", into: &conversation)
    #expect(shownIDs(conversation) == ["b3", "b13", "b23", "b33", "b43"])
    conversation.press(.enter)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.draw().text(row: 0).contains("5 of 50 loaded match"))
    conversation.press(.escape)
    #expect(conversation.state.shownCount == 50)
    #expect(conversation.state.selection.id == "b3", "one stays on the batch that was found")
  }

  @Test func aBatchThatEndsKeepsItsCopyMenuInAViewThatItDoesNotBelongTo() {
    var conversation = Conversation(Fixture.batches(0..<50, active: [3, 7]))
    conversation.press(.character("2"))
    var (state, server) = (conversation.state, conversation.server)
    server.batches[3] = Fixture.batch(3)
    var effects = state.update(.input(.key(.character("r"))), now: Fixture.now)
    effects += state.update(.input(.key(.character("Y"))), now: Fixture.now)
    #expect(state.selection.id == "b3")
    #expect(state.overlay == .copy(CopyMenu()))
    while !effects.isEmpty {
      guard case .send(let request, let number) = effects.removeFirst() else { continue }
      effects += state.update(server.answer(request, number: number), now: Fixture.now)
    }
    #expect(state.selection.id == "b3")
    #expect(state.overlay == .copy(CopyMenu()))
  }

  @Test(arguments: [("age<", 50), ("age<2x", 50), ("status:failed age<", 5)])
  func theNameOfAFieldIsNoWordToLookForOnceItsOperatorCame(text: String, shown: Int) {
    var conversation = Conversation(Self.mixed(50))
    type("/" + text, into: &conversation)
    #expect(conversation.state.shownCount == shown)
  }

  @Test func aMistakeKeepsTheListAndIsShownAtItsPlace() {
    var conversation = Conversation(Self.mixed(50))
    type("/status:failed", into: &conversation)
    type(" b:x", into: &conversation)
    #expect(conversation.state.shownCount == 5)
    let frame = conversation.state.draw()
    #expect(frame.text(row: 22) == " /status:failed b:x")
    #expect(frame.text(row: 23).hasPrefix("                ^ there is no field"))
    #expect(frame.cursor == Point(column: 19, row: 22))
    conversation.press(.enter)
    #expect(conversation.state.isTypingFilter, "what cannot be read is not entered")
    conversation.press(.escape)
    #expect(conversation.state.shownCount == 50)
  }

  @Test func leavingThePromptLeadsBackToTheRowAndItsLine() {
    var conversation = Conversation(Self.mixed(200))
    for _ in 0..<25 { conversation.press(.character("j")) }
    let before = conversation.state.selection
    type("/status:failed", into: &conversation)
    #expect(conversation.state.selection.id == "b33", "the nearest one below")
    conversation.press(.escape)
    #expect(conversation.state.selection == before)
  }

  @Test func earlierFiltersComeBack() {
    var conversation = Conversation(Self.mixed(50))
    type("/b1", into: &conversation)
    conversation.press(.enter)
    type("/b2", into: &conversation)
    conversation.press(.enter)
    #expect(conversation.state.rows.filterText == "b2", "typing replaces the filter that is on")
    conversation.press(.character("/"), .up, .enter)
    #expect(conversation.state.rows.filterText == "b1")
    #expect(conversation.state.rows.filterHistory == ["b2", "b1"])
  }

  @Test func tabsCountLoadedRowsAndShowTheirs() {
    var batches = Self.mixed(50) + Fixture.batches(50..<53, active: [50, 51])
    batches[52].outputFileID = nil
    var conversation = Conversation(batches)
    #expect(Tab.allCases.map { conversation.state.count(of: $0) } == [53, 2, 6, 46, 0])
    conversation.press(.character("3"))
    #expect(shownIDs(conversation) == ["b3", "b13", "b23", "b33", "b43", "b52"])
    conversation.press(.character("5"))
    #expect(conversation.state.selection.id == nil)
    #expect(conversation.state.draw().text.contains("None of the 53 loaded batches match."))
    conversation.press(.character("1"))
    #expect(conversation.state.selection.id == "b3", "back where one was")
  }

  @Test func nAndNGoFromProblemToProblem() {
    var conversation = Conversation(Self.mixed(50))
    conversation.press(.character("n"), .character("n"))
    #expect(conversation.state.selection.id == "b13")
    conversation.press(.character("N"))
    #expect(conversation.state.selection.id == "b3")
    conversation.press(.character("N"))
    #expect(conversation.state.messageText == "no problem above")
  }

  // MARK: Pages

  @Test func readsOnForRowsButTwentyPagesAtMost() {
    var conversation = Conversation(Fixture.batches(0..<10_000))
    _ = conversation.takeLog()
    type("/nothing", into: &conversation)
    #expect(conversation.takeLog().isEmpty, "nothing is read while one types")
    conversation.now += 1
    conversation.send(.tick)
    #expect(conversation.takeLog().count == 20)
    conversation.press(.enter)
    #expect(conversation.state.draw().text.contains("G reads on"))
    conversation.now += 60
    conversation.send(.tick)
    #expect(conversation.takeLog().isEmpty)
    conversation.press(.character("G"))
    #expect(conversation.takeLog().count == 20)
  }

  @Test func readsNoMoreThanFillsTheScreen() {
    var conversation = Conversation(Self.mixed(2000))
    _ = conversation.takeLog()
    type("/status:failed", into: &conversation)
    conversation.press(.enter)
    #expect(conversation.takeLog().isEmpty, "twenty rows match already")
    conversation.press(.character("G"))
    #expect(conversation.takeLog().count == 1)
  }

  @Test func readingOnCanBeStopped() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let page = BatchPage(batches: Fixture.batches(0..<100), hasMore: true)
    _ = state.update(.page(number: 1, .success(page)), now: Fixture.now)
    let more = BatchPage(batches: Fixture.batches(100..<200), hasMore: true)
    _ = state.update(.page(number: 2, .success(more)), now: Fixture.now)
    let sent = state.update(.input(.key(.character("2"))), now: Fixture.now)
    #expect(sent == [.send(.page(after: "b199"), number: 3)])
    #expect(state.draw().text.contains("page 1 of at most 20"))
    let stopped = state.update(.input(.key(.control("c"))), now: Fixture.now)
    #expect(stopped == [.cancel(number: 3)])
    #expect(state.update(.tick, now: Fixture.now + 9).isEmpty)
    #expect(state.draw().text.contains("stopped"))
  }

  // MARK: Many rows

  @Test func manyRowsAreArrangedBesideTheLoopAndOnlyTheLastAnswerCounts() {
    var conversation = Conversation(Self.mixed(2500))
    for _ in 0..<30 { conversation.press(.character("G")) }
    var state = conversation.state
    #expect(state.list.count == 2500)
    #expect(
      state.update(.input(.key(.character("3"))), now: Fixture.now) == [state.arrange(1)])
    let stale = state.arrangement.run()
    #expect(
      state.update(.input(.key(.character("4"))), now: Fixture.now) == [state.arrange(2)])
    let fresh = state.arrangement.run()
    if let stale { _ = state.update(.arranged(number: 1, stale), now: Fixture.now) }
    #expect(state.shownCount == 2500, "what was asked for first is not wanted any more")
    if let fresh { _ = state.update(.arranged(number: 2, fresh), now: Fixture.now) }
    #expect(state.shownCount == 2250)
    #expect(
      state.update(.input(.key(.character("1"))), now: Fixture.now).isEmpty,
      "all rows need no arranging")
    #expect(state.arrangement.run { true } != nil)
  }

  @Test func arrangingEndsWhenItIsCancelled() {
    var conversation = Conversation(Self.mixed(2500))
    for _ in 0..<30 { conversation.press(.character("G")) }
    _ = conversation.state.rows.show(Tab.done)
    #expect(conversation.state.arrangement.run { true } == nil)
  }

  @Test func anOrderSortsPagesIn() {
    var conversation = Conversation(Self.mixed(150))
    conversation.press("scS")
    #expect(conversation.state.selection.id == "b0")
    #expect(conversation.state.cursorIndex == 149)
    #expect(shownIDs(conversation).first == "b149")
  }

  // MARK: Time

  @Test(
    arguments: [
      ("age<2h", 3600), ("age>2h", 3601), ("age<30m", nil), ("left<1h", 7201),
      ("status:failed", nil),
    ] as [(String, Int?)])
  func tellsWhenARowChangesSides(text: String, seconds: Int?) throws {
    let now = Int(Fixture.now)
    var batch = Fixture.batch(0, "in_progress")
    batch.times[.expires] = now + 3 * 3600
    let filter = try Filter.parse(text, zone: .fixed(hours: 8), now: now).get()
    #expect(
      filter.nextChange(of: batch, after: now, baselines: .none) == seconds.map { now + $0 })
  }

  @Test func aRowLeavesAFilterByTheClock() {
    var conversation = Conversation(Fixture.batches(0..<3, active: [0]))
    type("/age<70m", into: &conversation)
    conversation.press(.enter)
    #expect(conversation.state.shownCount == 3)
    conversation.now = Fixture.now + 600
    conversation.send(.tick)
    #expect(conversation.state.matchCount == 0)
  }
}

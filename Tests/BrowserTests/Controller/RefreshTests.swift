import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct RefreshTests {
  /// The line of the screen that the cursor is on.
  private func line(_ conversation: Conversation) -> Int? {
    conversation.state.cursorIndex.map { $0 - conversation.state.topIndex }
  }

  @Test(arguments: [0, 1, 5, 20, 150])
  func newRowsAboveLeaveTheCursorOnItsBatchAndLine(down: Int) {
    var conversation = Conversation(Fixture.batches(0..<500))
    for _ in 0..<down { conversation.press(.character("j")) }
    let line = line(conversation)
    conversation.server.batches.insert(contentsOf: Fixture.batches([900, 901, 902]), at: 0)
    conversation.press(.character("r"))
    #expect(conversation.state.selection.id == "b\(down)")
    #expect(self.line(conversation) == line)
    #expect(conversation.state.viewport.arrivals == 3)
    #expect(conversation.ids.prefix(4) == ["b900", "b901", "b902", "b0"])
    #expect(conversation.state.viewport.marks["b901"] == .new)
  }

  @Test func aShortListKeepsTheLineToo() {
    var conversation = Conversation(Fixture.batches(0..<3))
    conversation.press(.character("j"))
    conversation.server.batches.insert(Fixture.batch(900), at: 0)
    conversation.press(.character("r"))
    #expect(conversation.state.selection.id == "b1")
    #expect(line(conversation) == 1)
    #expect(conversation.state.viewport.arrivals == 1)
    conversation.press(.character("g"))
    #expect(conversation.state.selection.id == "b900")
    #expect(conversation.state.viewport.arrivals == 0)
    #expect(conversation.state.topIndex == 0)
  }

  @Test func oneRequestIsEnoughWhereHeadAndScreenAreOnePage() {
    var conversation = Conversation(Fixture.batches(0..<500))
    _ = conversation.takeLog()
    conversation.press(.character("r"))
    #expect(conversation.takeLog() == [.page()])
  }

  @Test func rowsOnScreenFurtherDownCostOneMore() {
    var conversation = Conversation(Fixture.batches(0..<500))
    for _ in 0..<3 { conversation.press(.character("]")) }
    let top = conversation.state.topIndex
    _ = conversation.takeLog()
    conversation.server.batches[301] = Fixture.batch(301, "failed")
    // The rows on screen are ended, and may still have changed on the server.
    let shown = conversation.state.visibleIndices
    #expect(shown.contains(300))
    conversation.press(.character("r"))
    #expect(conversation.takeLog() == [.page(), .page(after: BatchID("b\(top - 1)"))])
    #expect(conversation.state.list.row("b301")?.batch.status.text == "failed")
    #expect(conversation.state.viewport.marks["b301"] == .changed)
  }

  @Test func activeRowsAreCoveredByTheFewestSpans() {
    let active: Set<Int> = [150, 160, 249, 250, 420]
    var conversation = Conversation(Fixture.batches(0..<500, active: active))
    while conversation.state.loader.tail.coverage == .more { conversation.press(.character("G")) }
    conversation.press(.character("g"))
    _ = conversation.takeLog()
    for number in active { conversation.server.batches[number] = Fixture.batch(number) }
    conversation.press(.character("r"))
    #expect(
      conversation.takeLog() == [
        .page(), .page(after: "b149"), .page(after: "b249"), .page(after: "b419"),
      ])
    #expect(conversation.state.list.activeIndices.map { $0 } == [])
  }

  @Test(arguments: ["r", "R"] as [Character])
  func aLimitThatWasRefusedIsNotToldAgain(key: Character) {
    var conversation = Conversation(Fixture.batches(0..<300))
    conversation.server.list.refusesLimits = true
    conversation.press(.end)
    #expect(conversation.takeLog().contains(.page(PageRequest(after: "b199"))))
    conversation.press(.character(key))
    #expect(conversation.takeLog().first == .page(PageRequest()))
  }

  @Test func anotherBatchThanAskedForIsNotTakenForIt() {
    var list = BatchList()
    list.merge([Fixture.batch(0), Fixture.batch(1)], after: .head, asOf: 0)
    var walk = HeadRefresh(limit: 1, onScreen: ["b0"], startedAt: 1)
    #expect(walk.next(in: list) == .page(PageRequest(limit: 1)))
    walk.accept(BatchPage(batches: [Fixture.batch(1)]), in: list)
    #expect(walk.next(in: list) == .batch(id: "b0"))
    walk.accept(Fixture.batch(7))
    #expect(walk.updates.isEmpty)
    #expect(walk.next(in: list) == nil)
  }

  @Test func atMostTenRequestsForRowsFurtherDownAndTheRestIsNotCalledFresh() {
    let active = Set((1..<20).map { $0 * 150 })
    var conversation = Conversation(Fixture.batches(0..<3000, active: active))
    while conversation.state.loader.tail.coverage == .more { conversation.press(.character("G")) }
    conversation.press(.character("g"))
    _ = conversation.takeLog()
    conversation.now += 100
    conversation.press(.character("r"))
    #expect(conversation.takeLog().count == 11)
    let list = conversation.state.list
    let stale = list.activeIndices.filter { conversation.state.isStale(MarkedRow(list[$0])) }
    #expect(stale == (11..<20).map { $0 * 150 })
  }

  @Test func aServerThatGivesShortPagesIsAskedAgainForTheRestOfASpan() {
    let active: Set<Int> = [150, 190]
    var conversation = Conversation(Fixture.batches(0..<300, active: active))
    conversation.press(.character("G"), .character("G"), .character("G"), .character("g"))
    conversation.server.list.largestPage = 20
    _ = conversation.takeLog()
    conversation.press(.character("r"))
    #expect(
      conversation.takeLog() == [.page(), .page(after: "b149"), .page(after: "b189")])
  }

  @Test func whatHasNoIDIsCountedOnceWherePagesOverlap() {
    var list = BatchList()
    list.merge(Fixture.batches(0..<6, active: [2, 4]), after: .head, asOf: 0)
    var walk = HeadRefresh(limit: 1, onScreen: [], startedAt: 1)
    let answers: [(after: BatchID?, BatchPage)] = [
      (nil, BatchPage(batches: Fixture.batches(0..<1), skippedBehind: [0: 1])),
      ("b1", BatchPage(batches: Fixture.batches(2..<6), skippedBehind: [3: 1])),
      ("b3", BatchPage(batches: Fixture.batches(4..<6), skippedBehind: [1: 1])),
    ]
    for (after, page) in answers {
      #expect(walk.next(in: list) == .page(PageRequest(after: after, limit: 1)))
      walk.accept(page, in: list)
    }
    #expect(walk.next(in: list) == nil)
    #expect(walk.skipped.count == 2)
  }

  @Test func rowsWhoseNeighbourIsGoneAreAskedForOneByOne() {
    var conversation = Conversation(Fixture.batches(0..<300, active: [150]))
    conversation.press(.character("G"), .character("G"), .character("G"), .character("g"))
    conversation.server.batches.removeAll { $0.id == "b149" }
    _ = conversation.takeLog()
    conversation.press(.character("r"))
    #expect(
      conversation.takeLog() == [.page(), .page(after: "b149"), .batch(id: "b150")])
  }

  @Test func tenPagesOfNewRowsLeaveAGapThatFillsOnTheWayDown() {
    var conversation = Conversation(Fixture.batches(0..<300))
    conversation.server.batches.insert(contentsOf: Fixture.batches(1000..<2250), at: 0)
    _ = conversation.takeLog()
    conversation.press(.character("r"))
    let requests = conversation.takeLog()
    #expect(requests.prefix(10).last == .page(after: "b1899"))
    #expect(
      Array(requests.dropFirst(10)) == [.page(after: "b0"), .batch(id: "b0")],
      "the rows on screen are still asked for, in one page but for the very first")
    #expect(conversation.state.list.count == 1200)
    #expect(conversation.state.isGap(after: "b1999"))
    #expect(conversation.state.messageText?.contains("may be missing") == true)
    #expect(conversation.state.selection.id == "b0")
    #expect(conversation.state.viewport.arrivals == 1000)

    conversation.press(.character("g"))
    for _ in 0..<3000 { conversation.press(.character("j")) }
    let expected = (1000..<2250).map { "b\($0)" } + (0..<300).map { "b\($0)" }
    #expect(conversation.ids == expected)
    #expect(conversation.state.loader.gaps.isEmpty)
  }

  @Test func aRefreshThatFailsChangesNothingButTheMessage() {
    var conversation = Conversation(Fixture.batches(0..<300, active: [150]))
    conversation.press(.character("G"), .character("G"), .character("g"))
    let before = conversation.state
    // The head answers, with news; the rows further down do not.
    var state = before
    let sent = state.update(.input(.key(.character("r"))), now: Fixture.now + 9)
    guard case .send(_, let number)? = sent.first else {
      Issue.record("no request")
      return
    }
    let head = BatchPage(
      batches: Fixture.batches([900]) + [Fixture.batch(0, "failed")] + Fixture.batches(1..<99),
      hasMore: true)
    _ = state.update(.page(number: number, .success(head)), now: Fixture.now + 9)
    _ = state.update(
      .page(number: number + 1, .failure(Fixture.failure())), now: Fixture.now + 9)
    #expect(state.loader.job == nil)
    #expect((0..<state.list.count).map { state.list[$0] } == (0..<300).map { before.list[$0] })
    #expect(state.loader.refreshedAt == before.loader.refreshedAt)
    #expect(state.selection == before.selection)
    #expect(state.message?.tone == .failure)
  }

  @Test func refreshTakesThePlaceOfAPrefetch() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let first = BatchPage(batches: Fixture.batches(0..<100), hasMore: true)
    _ = state.update(.page(number: 1, .success(first)), now: Fixture.now)
    let effects = state.update(.input(.key(.character("r"))), now: Fixture.now)
    #expect(effects == [.cancel(number: 2), .send(.page(), number: 3)])
    let late = BatchPage(batches: Fixture.batches(100..<200), hasMore: true)
    #expect(state.update(.page(number: 2, .success(late)), now: Fixture.now).isEmpty)
    #expect(state.list.count == 100)
    // The prefetch comes after the refresh.
    let after = state.update(.page(number: 3, .success(first)), now: Fixture.now)
    #expect(after == [.send(.page(after: "b99"), number: 4)])
  }

  /// A gap below b1999, with the cursor on the first row.
  private var withGap: Conversation {
    var conversation = Conversation(
      Fixture.batches(0..<300), size: Size(columns: 80, rows: 26))
    conversation.server.batches.insert(contentsOf: Fixture.batches(1000..<2250), at: 0)
    conversation.press(.character("r"), .character("g"))
    return conversation
  }

  @Test func aGapThatCannotBeFilledStaysMarkedAndIsTriedAgainWhenAsked() {
    var state = withGap.state
    var effects: [Effect] = []
    while effects.isEmpty { effects = state.update(.input(.key(.pageDown)), now: Fixture.now) }
    guard case .send(.page(let request), let number)? = effects.first else {
      Issue.record("no request")
      return
    }
    #expect(request.after == "b1999")
    let refused = ServiceFailure(.keyRefused, "The key was rejected", status: 401)
    #expect(state.update(.page(number: number, .failure(refused)), now: Fixture.now).isEmpty)
    #expect(state.isGap(after: "b1999"))
    #expect(state.message?.tone == .failure)
    #expect(state.update(.input(.key(.down)), now: Fixture.now).isEmpty)
    #expect(!state.update(.input(.key(.character("]"))), now: Fixture.now).isEmpty)
  }

  @Test func aPageThatRepeatsRowsAboveAGapDoesNotCloseIt() {
    var state = withGap.state
    var effects: [Effect] = []
    while effects.isEmpty { effects = state.update(.input(.key(.pageDown)), now: Fixture.now) }
    guard case .send(_, let number)? = effects.first else {
      Issue.record("no request")
      return
    }
    // This server's cursor is inclusive.
    let page = BatchPage(batches: Fixture.batches(1999..<2099), hasMore: true)
    _ = state.update(.page(number: number, .success(page)), now: Fixture.now)
    #expect(state.isGap(after: "b2098"))
  }

  @Test func marksSurviveARefreshThatFails() {
    var conversation = Conversation(Fixture.batches(0..<50))
    conversation.press(.down)
    conversation.server.batches[5] = Fixture.batch(5, "failed")
    conversation.press(.character("r"))
    #expect(conversation.state.viewport.marks["b5"] == .changed)
    var state = conversation.state
    let effects = state.update(.input(.key(.character("r"))), now: Fixture.now)
    guard case .send(_, let number)? = effects.first else {
      Issue.record("no request")
      return
    }
    _ = state.update(.page(number: number, .failure(Fixture.failure())), now: Fixture.now)
    #expect(state.viewport.marks["b5"] == .changed)
  }

  @Test func aWholeListInOnePageIsMergedRowByRowWithoutHarm() {
    var conversation = Conversation(Fixture.batches(0..<5000), pageSize: 10_000)
    conversation.server.list.largestPage = 10_000
    conversation.server.batches.insert(Fixture.batch(9999), at: 0)
    conversation.press(.character("r"))
    #expect(conversation.ids == conversation.server.batches.map(\.id))
  }

  @Test func activeRowsBeyondTheFirstTenRequestsHaveTheirTurnNext() {
    let active = Set((1..<20).map { $0 * 150 })
    var conversation = Conversation(Fixture.batches(0..<3000, active: active))
    while conversation.state.loader.tail.coverage == .more { conversation.press(.character("G")) }
    conversation.press(.character("g"))
    conversation.now += 100
    conversation.press(.character("r"))
    #expect(conversation.state.messageText?.contains("9 active ones were not read") == true)
    _ = conversation.takeLog()
    conversation.now += 100
    conversation.press(.character("r"))
    #expect(conversation.takeLog().dropFirst().first == .page(after: "b1649"))
  }

  /// Every 100th of 4,000 rows is active, and a tab of the active ones shows them beside each other:
  /// each would take a request of its own.
  /// - Parameter rows: of the screen; on 60 all of them stand there, on 30 more than ten and not all.
  private func farApart(rows: Int) -> Conversation {
    let active = Set((1..<40).map { $0 * 100 })
    var conversation = Conversation(
      Fixture.batches(0..<4000, active: active), size: Size(columns: 120, rows: rows))
    while conversation.state.loader.tail.coverage == .more { conversation.press(.character("G")) }
    conversation.press("2g")
    return conversation
  }

  private func refresh(_ conversation: inout Conversation, times: Int) {
    for _ in 0..<times {
      conversation.now += 100
      conversation.press("r")
    }
  }

  @Test func rowsOnScreenThatAreFarApartAllHaveTheirTurn() {
    var conversation = farApart(rows: 60)
    #expect(conversation.state.visibleIndices.count == 39)
    let start = conversation.now
    refresh(&conversation, times: 5)
    let list = conversation.state.list
    #expect(list.activeIndices.allSatisfy { list[$0].asOf > start })
  }

  @Test func theFollowedBatchIsReadEachTime() {
    var conversation = farApart(rows: 60)
    conversation.press("GF")
    #expect(conversation.state.following.id?.text == "b3900")
    conversation.press("g")
    conversation.server.batches[3900] = Fixture.batch(3900, "completed")
    refresh(&conversation, times: 1)
    #expect(conversation.state.messageText?.contains("has ended") == true)
  }

  @Test func rowsOnScreenLeaveTurnsToTheOthers() {
    var conversation = farApart(rows: 30)
    let visible = conversation.state.visibleIndices
    #expect(visible.count > RowUpdates.mostRequests)
    let start = conversation.now
    refresh(&conversation, times: 1)
    let list = conversation.state.list
    let others = list.activeIndices.map { list[$0] }.dropFirst(visible.count)
    #expect(others.count { $0.asOf > start } == RowUpdates.requestsForOthers)
  }
}

import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Rows of earlier runs, and what is kept for later ones.
@Suite struct HistoryTests {
  /// In seconds before now.
  private static let age = 3600.0

  private static func rows(_ batches: [Batch]) -> [BatchRow] {
    batches.map { BatchRow($0, asOf: Fixture.now - age) }
  }

  private static func recalled(
    _ batches: [Batch], gaps: [BatchID] = [], isLast: Bool = true, reachesEnd: Bool = true
  ) -> RecalledRows {
    RecalledRows(rows: rows(batches), gaps: gaps, isLast: isLast, reachesEnd: reachesEnd)
  }

  private static func text(_ state: BrowserState, row: Int) -> String {
    state.draw().text.split(separator: "\n", omittingEmptySubsequences: false)[row].description
  }

  private static func isDim(_ state: BrowserState, line: Int) -> Bool {
    let row = state.layout.rows.row + line
    return state.draw()[column: state.layout.rows.column + 4, row: row].style.attributes.contains(
      .dim)
  }

  // MARK: The start

  @Test func theFirstFrameNeedsNoRequest() {
    var state = Fixture.state()
    let old = Fixture.batches(0..<300, active: [1])
    state.begin(with: Self.recalled(Array(old.prefix(200)), isLast: false), at: ListPlace())
    #expect(state.list.count == 200 && state.selection.id == "b0")
    #expect(Self.text(state, row: 0).contains("200 loaded · as of "))
    #expect(Self.isDim(state, line: 2))
    #expect(state.isStale(MarkedRow(state.list[1])) && !state.isStale(MarkedRow(state.list[2])))
    // The rest comes first, so that what is asked for is known.
    #expect(state.update(.start, now: Fixture.now) == [.recall])
    let effects = state.update(
      .recalled(Self.recalled(Array(old.dropFirst(200)))), now: Fixture.now)
    #expect(effects == [.send(.page(), number: 1)])
    #expect(state.list.count == 300 && state.loader.tail.coverage == .complete)
  }

  /// What is cut off last is when they were read.
  @Test(arguments: [120, 80, 48])
  func theHeadLineSaysHowOldTheRowsAre(columns: Int) {
    var state = Fixture.state()
    _ = state.update(.input(.resize(Size(columns: columns, rows: 16))), now: Fixture.now)
    let rows = Fixture.batches(0..<300).map { BatchRow($0, asOf: Fixture.now - 86_400) }
    state.begin(with: RecalledRows(rows: rows, isLast: true, reachesEnd: true), at: ListPlace())
    let head = Self.text(state, row: 0)
    #expect(head.contains(" yesterday") && !head.contains("a…"), "\(head)")
  }

  /// 300 new batches and 40 active ones, where reading all takes 103 requests.
  @Test func aNightsNewsTakeFewRequests() {
    let old = Fixture.batches(0..<10_000, active: Set(5..<45))
    let new = Fixture.batches(20_000..<20_300)
    let server = new + Fixture.batches(0..<10_000, active: [7])
    let conversation = Conversation(server, recalled: Self.recalled(old))
    #expect(conversation.server.log.count <= 5)
    #expect(conversation.ids == server.map(\.id))
    #expect((0..<400).allSatisfy { conversation.state.list[$0].batch == server[$0] })
    #expect(
      conversation.state.messageText?.hasSuffix(": 39 ended, 300 new; e lists them") == true)
    #expect(conversation.state.viewport.marks["b20000"] == .new)
    #expect(!Self.isDim(conversation.state, line: 2))
    #expect(!Self.text(conversation.state, row: 0).contains("as of"))
  }

  @Test func nothingNewIsSaidToo() {
    let old = Fixture.batches(0..<50)
    let conversation = Conversation(old, recalled: Self.recalled(old))
    #expect(conversation.state.messageText?.hasSuffix("): nothing has changed") == true)
    #expect(conversation.server.log == [.page()])
  }

  @Test func pagesOfTheHeadAreShownAsTheyCome() throws {
    var state = Fixture.state(pageSize: 10)
    state.begin(with: Self.recalled(Fixture.batches(0..<50)), at: ListPlace())
    var server = FakeServer(Fixture.batches(Array(100..<115) + Array(0..<50)))
    var effects = state.update(.start, now: Fixture.now)
    effects = state.update(server.answer(.page(limit: 10), number: 1), now: Fixture.now)
    #expect(state.list[0].batch.id == "b100" && state.list[10].batch.id == "b0")
    #expect(effects == [.send(.page(after: "b109", limit: 10), number: 2)])
    effects = state.update(
      server.answer(.page(after: "b109", limit: 10), number: 2), now: Fixture.now)
    #expect((0..<65).map { state.list[$0].batch.id } == server.batches.map(\.id))
    #expect(state.loader.gaps == [])
  }

  /// A row that moves on to the next page is not known from earlier runs.
  @Test func aRowThatComesTwiceDoesNotEndTheReading() {
    var state = Fixture.state(pageSize: 10)
    state.begin(with: Self.recalled(Fixture.batches(0..<50)), at: ListPlace())
    var server = FakeServer(Fixture.batches(Array(100..<125) + Array(0..<50)))
    _ = state.update(.start, now: Fixture.now)
    _ = state.update(server.answer(.page(limit: 10), number: 1), now: Fixture.now)
    let again = BatchPage(
      batches: Fixture.batches([109] + Array(110..<119)), hasMore: true)
    let effects = state.update(.page(number: 2, .success(again)), now: Fixture.now)
    #expect(effects == [.send(.page(after: "b118", limit: 10), number: 3)])
  }

  @Test func aFailureBetweenTwoPagesLeavesAGap() {
    var state = Fixture.state(pageSize: 10)
    state.begin(with: Self.recalled(Fixture.batches(0..<50)), at: ListPlace())
    var server = FakeServer(Fixture.batches(Array(100..<125) + Array(0..<50)))
    _ = state.update(.start, now: Fixture.now)
    _ = state.update(server.answer(.page(limit: 10), number: 1), now: Fixture.now)
    _ = state.update(.page(number: 2, .failure(Fixture.failure())), now: Fixture.now)
    #expect(state.isGap(after: "b109"))
    #expect(Self.text(state, row: 0).contains("as of "))
    #expect(state.messageText?.hasPrefix("Not refreshed.") == true)
  }

  /// Also where nothing is active that auto-refresh would look at.
  @Test func withoutTheServerTheOldRowsStayAndItIsTriedAgain() throws {
    var state = Fixture.state()
    state.begin(with: Self.recalled(Fixture.batches(0..<50)), at: ListPlace())
    _ = state.update(.start, now: Fixture.now)
    _ = state.update(.page(number: 1, .failure(Fixture.failure(retry: .backoff))), now: Fixture.now)
    #expect(state.list.count == 50 && state.recall.isOutdated)
    let due = try #require(state.autoRefreshDue)
    #expect(state.update(.tick, now: due) == [.send(.page(), number: 2)])
    _ = state.update(
      .page(number: 2, .success(BatchPage(batches: Fixture.batches(0..<50), hasMore: false))),
      now: due)
    #expect(!state.recall.isOutdated)
  }

  @Test func whatTheServerNoLongerHasGoes() {
    let old = Fixture.batches(0..<300)
    var server = Fixture.batches(Array(400..<503) + Array(0..<300))
    server.removeAll { ["b3", "b4", "b90", "b250"].contains($0.id) }
    let conversation = Conversation(
      server, recalled: Self.recalled(old), place: ListPlace(selected: "b4"))
    #expect(
      conversation.state.messageText?.hasSuffix(": 3 gone from the server, 103 new; e lists them")
        == true)
    // Beyond the pages that were read.
    #expect(conversation.state.list.contains("b250"))
    #expect(conversation.ids.filter { $0 != "b250" } == server.map(\.id))
    #expect(conversation.state.selection.id == "b5")
    #expect(
      (0..<conversation.state.list.count).allSatisfy {
        conversation.state.list.index(of: conversation.ids[$0]) == $0
      })
  }

  /// Whether it was read to its end before, or not, or with gaps.
  @Test(arguments: [true, false])
  func whatWasBehindTheEndGoes(reachesEnd: Bool) {
    let old = Self.recalled(Fixture.batches(0..<160), gaps: ["b70"], reachesEnd: reachesEnd)
    for server in [Fixture.batches(Array(400..<402) + Array(0..<50)), []] {
      let conversation = Conversation(server, recalled: old)
      #expect(conversation.ids == server.map(\.id))
      #expect(conversation.state.loader.tail.coverage == .complete)
      #expect(conversation.state.loader.gaps == [])
      #expect(conversation.server.log == [.page()])
      let message = conversation.state.messageText
      #expect(message?.contains("\(160 - max(0, server.count - 2)) gone from the server") == true)
      #expect(conversation.state.selection.id == server.first.map { _ in "b0" })
    }
  }

  @Test func whatDidNotEndIsCountedToo() {
    let old = Fixture.batches(0..<50)
    let server = [Fixture.batch(0, "failed")] + Fixture.batches(1..<50, active: [4])
    let conversation = Conversation(server, recalled: Self.recalled(old))
    #expect(conversation.state.messageText?.hasSuffix(": 2 changed; e lists them") == true)
  }

  @Test func gapsOfEarlierRunsAreGapsStill() {
    let recalled = Self.recalled(Fixture.batches(Array(0..<20) + Array(40..<60)), gaps: ["b19"])
    var state = Fixture.state()
    state.begin(with: recalled, at: ListPlace())
    #expect(state.isGap(after: "b19"))
    // It is near the cursor.
    let conversation = Conversation(Fixture.batches(0..<100), pageSize: 10, recalled: recalled)
    #expect(conversation.ids == (0..<60).map { "b\($0)" })
    #expect(conversation.state.loader.gaps == [])
  }

  /// Below the last row of some rows that are handed out, too.
  @Test func aGapBetweenTwoPartsOfAHistoryIsAGap() {
    var state = Fixture.state()
    state.begin(
      with: Self.recalled(Fixture.batches(0..<20), gaps: ["b19"], isLast: false), at: ListPlace())
    _ = state.update(
      .recalled(Self.recalled(Fixture.batches(40..<60), gaps: ["b59"], reachesEnd: false)),
      now: Fixture.now)
    #expect(state.isGap(after: "b19") && !state.isGap(after: "b59"))
  }

  @Test func theListGoesOnBehindTheLastRowThatIsKnown() {
    var conversation = Conversation(
      Fixture.batches(0..<1000), pageSize: 100,
      recalled: Self.recalled(Fixture.batches(0..<200), reachesEnd: false))
    _ = conversation.takeLog()
    conversation.press("G")
    #expect(conversation.takeLog() == [.page(after: "b199")])
    #expect(conversation.ids == (0..<300).map { "b\($0)" })
  }

  /// New batches stand at the end there.
  @Test func aServerThatListsTheOldestFirstIsAskedForMore() {
    let old = Array(Fixture.batches(0..<150).reversed())
    let new = Fixture.batches(200..<203)
    var conversation = Conversation(old + new, recalled: Self.recalled(old))
    conversation.press("G")
    #expect(conversation.server.log.contains(.page(after: "b0")))
    #expect(conversation.ids == (old + new).map(\.id))
  }

  @Test func rowsThatWereReadMeanwhileAreNotReplacedByOldOnes() {
    var state = Fixture.state()
    state.begin(with: Self.recalled(Fixture.batches(0..<10), isLast: false), at: ListPlace())
    _ = state.list.merge([Fixture.batch(10, "failed")], after: .after(id: "b9"), asOf: Fixture.now)
    _ = state.update(
      .recalled(Self.recalled(Fixture.batches(10..<20, active: [10]))), now: Fixture.now)
    #expect(state.list.row("b10")?.batch.status.text == "failed")
    #expect(state.list.count == 20)
  }

  /// The clock was set back since they were read.
  @Test func rowsFromTheFutureAreOldToo() {
    var state = Fixture.state()
    let rows = Fixture.batches(0..<50, active: [1]).map { BatchRow($0, asOf: Fixture.now + 90_000) }
    state.begin(with: RecalledRows(rows: rows, isLast: true, reachesEnd: true), at: ListPlace())
    #expect(Self.isDim(state, line: 2) && state.isStale(MarkedRow(state.list[1])))
    _ = state.update(.input(.key(.character("j"))), now: Fixture.now)
    #expect(state.draw().text.contains("as it was in an earlier run, not refreshed since"))
    let conversation = Conversation(
      Fixture.batches(Array(0..<3) + Array(4..<50)),
      recalled: RecalledRows(rows: rows, isLast: true, reachesEnd: true))
    #expect(!conversation.state.list.contains("b3"))
    #expect(!Self.isDim(conversation.state, line: 2))
  }

  // MARK: Keys while rows are still coming

  private static func recalling() -> BrowserState {
    var state = Fixture.state(pageSize: 10)
    state.begin(with: recalled(Fixture.batches(0..<50), isLast: false), at: ListPlace())
    _ = state.update(.start, now: Fixture.now)
    return state
  }

  @Test func loadingAllEndsWhereAllIsKnown() {
    var state = Self.recalling()
    #expect(state.update(.input(.key(.character("L"))), now: Fixture.now) == [])
    #expect(state.loader.isLoadingAll)
    _ = state.update(.recalled(Self.recalled(Fixture.batches(50..<80))), now: Fixture.now)
    #expect(!state.loader.isLoadingAll)
    #expect(state.messageText == "all loaded: 80 rows")
    #expect(state.loader.purpose == .autoRefresh)
  }

  @Test func loadingAllGoesOnBehindTheLastRowThatIsKnown() {
    var state = Self.recalling()
    _ = state.update(.input(.key(.character("L"))), now: Fixture.now)
    let effects = state.update(
      .recalled(Self.recalled(Fixture.batches(50..<80), reachesEnd: false)), now: Fixture.now)
    #expect(effects == [.send(.page(after: "b79", limit: 10), number: 1)])
  }

  /// It would know too few rows.
  @Test func aRefreshWaitsForTheRows() {
    var state = Self.recalling()
    #expect(state.update(.input(.key(.character("r"))), now: Fixture.now) == [])
    let effects = state.update(
      .recalled(Self.recalled(Fixture.batches(50..<80))), now: Fixture.now)
    #expect(effects == [.send(.page(limit: 10), number: 1)])
    // The head is being read already.
    #expect(state.update(.input(.key(.character("r"))), now: Fixture.now) == [])
  }

  @Test func aReloadIsRefusedSinceTheRowsWouldFollowTheNewList() {
    var state = Self.recalling()
    #expect(state.update(.input(.key(.character("R"))), now: Fixture.now) == [])
    #expect(state.overlay == nil && state.loader.isIdle)
    #expect(state.messageText?.hasPrefix("the rows of earlier runs are still coming") == true)
  }

  @Test func aRefreshThatIsAskedForBringsTheNewsToo() {
    let old = Fixture.batches(0..<50)
    var state = Fixture.state()
    state.begin(with: Self.recalled(old), at: ListPlace())
    _ = state.update(.start, now: Fixture.now)
    _ = state.update(.page(number: 1, .failure(Fixture.failure())), now: Fixture.now)
    var server = FakeServer(Fixture.batches(Array(100..<103) + [0, 1] + Array(3..<50)))
    var effects = state.update(.input(.key(.character("r"))), now: Fixture.now)
    #expect(effects == [.send(.page(), number: 2)])
    while case .send(let request, let number)? = effects.first {
      effects = state.update(server.answer(request, number: number), now: Fixture.now)
    }
    #expect(state.messageText?.hasSuffix(": 1 gone from the server, 3 new; e lists them") == true)
    #expect(!state.list.contains("b2"))
  }

  // MARK: The place

  @Test func theListIsShownAsItWasLeft() {
    let old = Fixture.batches(0..<100, active: Set(40..<60))
    let place = ListPlace(tab: 2, filter: "b4", sort: "-created", selected: "b45")
    let conversation = Conversation(old, recalled: Self.recalled(old), place: place)
    let state = conversation.state
    #expect(state.query.tab == .active && state.rows.filterText == "b4")
    #expect(state.selection.id == "b45" && state.shownCount == 10)
    #expect(state.place == place)
  }

  @Test func theRowThatWasLeftMayComeLater() {
    var state = Fixture.state()
    let place = ListPlace(selected: "b150")
    state.begin(with: Self.recalled(Fixture.batches(0..<100), isLast: false), at: place)
    #expect(state.selection.id == "b0" && state.place.selected == "b150")
    _ = state.update(.recalled(Self.recalled(Fixture.batches(100..<200))), now: Fixture.now)
    #expect(state.selection.id == "b150")
    #expect(state.visibleIndices.contains(150))
  }

  @Test func whoHasMovedIsNotMovedAgain() {
    var state = Fixture.state()
    state.begin(
      with: Self.recalled(Fixture.batches(0..<100), isLast: false), at: ListPlace(selected: "b150"))
    _ = state.update(.input(.key(.character("j"))), now: Fixture.now)
    _ = state.update(.recalled(Self.recalled(Fixture.batches(100..<200))), now: Fixture.now)
    #expect(state.selection.id == "b1")
  }

  @Test func whoLeavesBeforeTheRowHasComeFindsItAgain() {
    var state = Fixture.state()
    state.begin(
      with: Self.recalled(Fixture.batches(0..<100), isLast: false), at: ListPlace(selected: "b150"))
    _ = state.update(.input(.key(.character("q"))), now: Fixture.now)
    #expect(state.place.selected == "b150")
  }

  @Test(arguments: [
    ListPlace(tab: 0), ListPlace(tab: 9), ListPlace(filter: "status:"), ListPlace(sort: "colour"),
    ListPlace(selected: "gone"),
  ])
  func whatIsNotUnderstoodIsLeftOut(_ place: ListPlace) {
    let old = Fixture.batches(0..<10)
    let state = Conversation(old, recalled: Self.recalled(old), place: place).state
    #expect(state.query.isPlain && state.selection.id == "b0" && state.shownCount == 10)
  }

  // MARK: What is kept

  private static func entries(_ effects: [Effect]) -> [String] {
    effects.compactMap { effect in
      guard case .record(let entry) = effect else { return nil }
      func ids(_ batches: [Batch]) -> String {
        batches.count > 3
          ? "\(batches[0].id)…\(batches[batches.count - 1].id)"
          : batches.map(\.id).joined(separator: " ")
      }
      return switch entry.work.rows {
      case .stretch(let batches, let after, let reachesEnd):
        "\(after?.text ?? "head"): \(ids(batches))\(reachesEnd ? " end" : "")"
      case .scattered(let batches): "scattered: \(ids(batches))"
      case .all(let list, let reachesEnd): "all \(list.count)\(reachesEnd ? " end" : "")"
      }
    }
  }

  @Test func whatIsReadIsKept() {
    var conversation = Conversation(
      Fixture.batches(0..<250, active: [220]), keepsHistory: true,
      recalled: Self.recalled(
        Fixture.batches(0..<100), gaps: ["b49"], reachesEnd: false))
    #expect(
      Self.entries(conversation.press(.character("G")))
        == ["b99: b100…b199", "b199: b200…b249 end"])
    conversation.server.batches[0] = Fixture.batch(0, "failed")
    #expect(
      Self.entries(conversation.press(.character("r")))
        == ["head: b0…b99", "scattered: b143…b242"])
    #expect(
      Self.entries(conversation.press(.character("R"))) == ["all 250 end"])
  }

  @Test func nothingIsKeptWhereTheUserSaidSo() {
    var conversation = Conversation(Fixture.batches(0..<250))
    #expect(Self.entries(conversation.press(.character("G"))) == [])
    #expect(Self.entries(conversation.press(.character("r"))) == [])
  }

  /// Otherwise everything between the two would count as gone.
  @Test func anAnswerFromAboveIsNoStretch() {
    var state = Conversation(Fixture.batches(0..<250), keepsHistory: true).state
    let above = state.record(Fixture.batches([5, 6, 300]), after: "b99")
    #expect(Self.entries(above) == ["scattered: b5 b6"])
    #expect(Self.entries(state.record(Fixture.batches([300]), after: "gone")) == [])
    #expect(Self.entries(state.record(Fixture.batches([300]), after: "b99")) == ["b99: b300"])
  }

  @Test func whyNothingCanBeKeptIsSaid() {
    var state = Fixture.state()
    _ = state.update(.history(.notKept("the disk is full")), now: Fixture.now)
    #expect(state.messageText == "nothing is kept for the next run: the disk is full")
  }

  @Test func aDamagedFileIsTold() {
    var state = Fixture.state()
    state.note(.damaged("/x.damaged"))
    let text = "the history was damaged and starts from scratch; the damaged file is kept as"
    #expect(state.messageText == "\(text) /x.damaged")
  }

  /// Whichever of the two comes first.
  @Test func aWarningIsNotReplacedByTheNews() {
    let old = Fixture.batches(0..<50)
    let problem = Event.history(.notKept("the disk is full"))
    var state = Fixture.state()
    state.begin(with: Self.recalled(old), at: ListPlace())
    _ = state.update(.start, now: Fixture.now)
    _ = state.update(problem, now: Fixture.now)
    _ = state.update(
      .page(number: 1, .success(BatchPage(batches: old, hasMore: false))), now: Fixture.now)
    let start = "nothing is kept for the next run: the disk is full; since you last looked"
    #expect(state.messageText?.hasPrefix(start) == true)
    state = Conversation(old, recalled: Self.recalled(old)).state
    _ = state.update(problem, now: Fixture.now)
    #expect(state.messageText?.contains("the disk is full; since you last looked") == true)
  }
}

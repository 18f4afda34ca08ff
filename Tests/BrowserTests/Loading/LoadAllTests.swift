import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct LoadAllTests {
  /// After the first two of 25 pages, with `L` pressed: request 3 is under way.
  private func started() -> BrowserState {
    var conversation = Conversation(Fixture.batches(0..<2500))
    #expect(conversation.state.list.count == 200)
    _ = conversation.takeLog()
    var state = conversation.state
    #expect(
      state.update(.input(.key(.character("L"))), now: Fixture.now)
        == [.send(.page(after: "b199"), number: 3)])
    return state
  }

  private func page(_ number: Int, hasMore: Bool = true) -> Result<BatchPage, ServiceFailure> {
    .success(
      BatchPage(batches: Fixture.batches(number * 100..<number * 100 + 100), hasMore: hasMore))
  }

  @Test func underAFilterNothingIsReadOnAfterItWasStopped() {
    let conversation = Conversation(Fixture.batches(0..<5000))
    var state = conversation.state
    for key in [Key.character("/"), .character("x"), .enter, .character("L")] {
      _ = state.update(.input(.key(key)), now: Fixture.now)
    }
    #expect(state.loader.isLoadingAll)
    let effects = state.update(.input(.key(.control("c"))), now: Fixture.now)
    let isAsking = effects.contains { effect in
      if case .send = effect { return true }
      return false
    }
    #expect(!isAsking)
  }

  @Test func readsToTheEndPageByPage() {
    var conversation = Conversation(Fixture.batches(0..<2500))
    _ = conversation.takeLog()
    conversation.press(.character("L"))
    #expect(conversation.takeLog().count == 23)
    #expect(conversation.ids == conversation.server.batches.map(\.id))
    #expect(conversation.state.messageText == "all loaded: 2,500 rows")
    #expect(conversation.state.selection.id == "b0")
    #expect(conversation.state.topIndex == 0)
    conversation.press(.character("L"))
    #expect(conversation.takeLog() == [])
    #expect(conversation.state.messageText == "all loaded: 2,500 rows")
  }

  @Test func showsPagesRowsAndRateWhileTheListIsUsed() {
    var state = started()
    var now = Fixture.now
    for number in 2..<6 {
      now += 0.5
      #expect(state.updateAndMerge(.page(number: number + 1, page(number)), now: now).count == 1)
      _ = state.update(.input(.key(.down)), now: now)
    }
    #expect(state.selection.id == "b4")
    let foot = state.draw().text(row: 23)
    #expect(foot.contains("loading all: 4 pages, 400 rows, 200 rows/s   ^C stop"))
    _ = state.update(.input(.key(.character("t"))), now: now)
    let frame = state.draw()
    #expect(frame.text(row: 22).contains("the list shows local times"))
    #expect(frame.text(row: 23).contains("loading all"))
  }

  /// The server works on the next page while this one goes into the list.
  @Test func theNextPageIsAskedForBeforeThisOneIsMerged() {
    var state = started()
    let effects = state.update(.page(number: 3, page(2)), now: Fixture.now)
    #expect(effects.first == .send(.page(after: "b299"), number: 4))
    #expect(state.list.count == 200)
    guard effects.count == 2, case .merge(let deferred) = effects[1] else {
      Issue.record("no merge: \(effects)")
      return
    }
    #expect(state.update(.merge(deferred), now: Fixture.now).isEmpty)
    #expect(state.list.count == 300)
  }

  // MARK: The next request before this page is decoded

  private func outline(_ number: Int) -> Event {
    .outline(number: number, PageOutline(lastID: BatchID("b\(number * 100 - 1)"), elements: 100))
  }

  @Test func theOutlineSendsTheNextRequestOnce() {
    var state = started()
    #expect(
      state.update(outline(3), now: Fixture.now) == [.send(.page(after: "b299"), number: 4)])
    #expect(state.update(outline(3), now: Fixture.now).isEmpty)
    #expect(state.updateAndMerge(.page(number: 3, page(2)), now: Fixture.now).isEmpty)
    #expect(state.list.count == 300)
    #expect(
      state.updateAndMerge(.page(number: 4, page(3)), now: Fixture.now)
        == [.send(.page(after: "b399"), number: 5)])
  }

  /// Only what leaves no doubt is asked for.
  @Test func aKnownLastRowSendsNothing() {
    var state = started()
    let known = PageOutline(lastID: "b150", elements: 100)
    #expect(state.update(.outline(number: 3, known), now: Fixture.now).isEmpty)
    #expect(state.update(.outline(number: 2, known), now: Fixture.now).isEmpty)
  }

  @Test func onlyLoadAllReadsAhead() {
    let conversation = Conversation(Fixture.batches(0..<2500))
    var state = conversation.state
    let effects = state.update(.input(.key(.character("G"))), now: Fixture.now)
    #expect(effects == [.send(.page(after: "b199"), number: 3)])
    #expect(state.update(outline(3), now: Fixture.now).isEmpty)
  }

  @Test func stoppingEndsBothRequests() {
    var state = started()
    _ = state.update(.input(.key(.character("/"))), now: Fixture.now)
    _ = state.update(.input(.key(.character("x"))), now: Fixture.now)
    _ = state.update(.input(.key(.enter)), now: Fixture.now)
    _ = state.update(outline(3), now: Fixture.now)
    let effects = state.update(.input(.key(.control("c"))), now: Fixture.now)
    #expect(effects.contains(.cancel(number: 3)) && effects.contains(.cancel(number: 4)))
    #expect(state.loader.ahead == nil)
  }

  /// The walk may end with the page after all, for example where the user stopped it meanwhile.
  @Test func aRequestThatIsNotWantedAnyMoreIsCancelled() {
    var state = started()
    _ = state.update(outline(3), now: Fixture.now)
    let effects = state.updateAndMerge(.page(number: 3, page(2, hasMore: false)), now: Fixture.now)
    #expect(effects.contains(.cancel(number: 4)))
    #expect(state.loader.ahead == nil)
  }

  /// A page may bring rows that are known, and one row twice.
  @Test func rowsAreCountedOnceThoughTheyAreMergedLater() {
    var state = started()
    let rows = Fixture.batches(150..<260) + Fixture.batches(200..<210)
    let page = BatchPage(batches: rows, hasMore: true)
    _ = state.updateAndMerge(.page(number: 3, .success(page)), now: Fixture.now)
    #expect(state.list.count == 260)
    #expect(state.loader.loadAll?.rows == 60)
  }

  @Test func aViewIsFilledWhileAllIsLoaded() {
    var batches = Fixture.batches(0..<2500)
    batches[2100] = Fixture.batch(2100, "cancelled")
    var conversation = Conversation(batches)
    conversation.press(.character("L"), .character("5"))
    #expect(conversation.state.shownCount == 1)
    #expect(conversation.state.selection.id == "b2100")
    #expect(conversation.state.list.count == 2500)
  }

  @Test func narrowScreensKeepTheKey() {
    var state = started()
    _ = state.updateAndMerge(.page(number: 3, page(2)), now: Fixture.now + 1)
    _ = state.update(.input(.resize(Size(columns: 40, rows: 12))), now: Fixture.now + 1)
    #expect(state.draw().text(row: 11).contains("loading all: 100 rows   ^C stop"))
  }

  @Test func controlCThatComesALittleTooLateDoesNotQuit() {
    var conversation = Conversation(Fixture.batches(0..<300))
    conversation.press(.character("L"))
    conversation.now += 0.4
    #expect(conversation.press(.control("c")).isEmpty)
    #expect(conversation.state.messageText == "it had already finished; ^C again quits")
    #expect(conversation.press(.control("c")) == [.quit(status: 130)])

    conversation = Conversation(Fixture.batches(0..<300))
    conversation.press(.character("L"))
    conversation.now += 0.6
    #expect(conversation.press(.control("c")) == [.quit(status: 130)])
  }

  @Test func controlCStopsAndKeepsWhatCame() {
    var state = started()
    _ = state.updateAndMerge(.page(number: 3, page(2)), now: Fixture.now)
    let effects = state.update(.input(.key(.control("c"))), now: Fixture.now)
    #expect(effects == [.cancel(number: 4)])
    #expect(
      state.messageText == "stopped after 100 rows; 300 rows are loaded, more on the server")
    #expect(state.list.count == 300)
    #expect(state.update(.input(.key(.control("c"))), now: Fixture.now) == [.quit(status: 130)])
  }

  @Test func escOnlyGoesBack() {
    var state = started()
    _ = state.update(.input(.key(.enter)), now: Fixture.now)
    #expect(state.update(.input(.key(.escape)), now: Fixture.now) == [])
    #expect(state.screen.focus == .list)
    #expect(state.loader.isLoadingAll)
  }

  @Test func aRefreshHasToWait() {
    var state = started()
    #expect(state.update(.input(.key(.character("r"))), now: Fixture.now) == [])
    #expect(state.messageText == "already loading; ^C cancels")
  }

  @Test func aFailureIsTriedAgainAndThenToldWithTheRowsKept() {
    var state = started()
    var now = Fixture.now
    var number = 3
    for _ in 0..<RetryPolicy.maximumRetries {
      _ = state.updateAndMerge(
        .page(number: number, .failure(Fixture.failure(retry: .backoff))), now: now)
      #expect(state.loader.isLoadingAll)
      #expect(state.draw().text(row: 23).contains("trying again in"))
      now += 10
      #expect(state.update(.tick, now: now).count == 1)
      number += 1
    }
    _ = state.updateAndMerge(
      .page(number: number, .failure(Fixture.failure(retry: .backoff))), now: now)
    #expect(!state.loader.isLoadingAll)
    #expect(state.message?.tone == .failure)
    #expect(state.list.count == 200)
    #expect(state.update(.input(.key(.character("L"))), now: now).count == 1, "L tries again")
  }

  @Test func aPageThatTheCursorAskedForIsTheFirst() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    _ = state.updateAndMerge(.page(number: 1, page(0)), now: Fixture.now)
    #expect(state.update(.input(.key(.character("L"))), now: Fixture.now) == [])
    #expect(
      state.updateAndMerge(.page(number: 2, page(1)), now: Fixture.now)
        == [.send(.page(after: "b199"), number: 3)])
  }

  @Test func theEndIsHonest() {
    var state = started()
    _ = state.updateAndMerge(.page(number: 3, page(1)), now: Fixture.now)
    #expect(!state.loader.isLoadingAll)
    #expect(state.message?.tone == .warning)
    #expect(
      state.messageText?.hasPrefix("200 rows are loaded, but the list may be incomplete: ")
        == true)
  }

  @Test func theRefreshByItselfComesAfterwards() {
    var conversation = Conversation(Fixture.batches(0..<600, active: [3]))
    var state = conversation.state
    _ = state.update(.input(.key(.character("L"))), now: Fixture.now)
    let late = Fixture.now + 60
    for number in 3..<6 {
      let next = state.updateAndMerge(.page(number: number, page(number - 1)), now: late)
      #expect(next == [.send(.page(after: BatchID("b\(number * 100 - 1)")), number: number + 1)])
    }
    #expect(
      state.updateAndMerge(.page(number: 6, page(5, hasMore: false)), now: late)
        == [.send(.page(), number: 7)])
    conversation.state = state
  }
}

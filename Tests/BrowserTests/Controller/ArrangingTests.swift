import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Arrangements in the background while rows keep coming.
@Suite struct ArrangingTests {
  /// 2,500 of 5,000 rows, sorted by their progress beside the loop, with `L` under way: request 1 of the
  /// arrangements is under way.
  private struct Loading {
    var state: BrowserState
    var now = Fixture.now
    var page: Int

    init() {
      var conversation = Conversation(Fixture.batches(0..<5000))
      for _ in 0..<30 where conversation.state.list.count < 2500 { conversation.press("G") }
      conversation.press("sp/b")
      conversation.press(.enter)
      state = conversation.state
      page = state.list.count / 100
      _ = take(state.update(.input(.key(.character("L"))), now: now))
    }

    /// The next page comes.
    mutating func load() -> [Int] {
      guard case .waiting(let number)? = state.loader.job?.phase else { return [] }
      let rows = Fixture.batches(page * 100..<page * 100 + 100)
      page += 1
      return take(
        state.updateAndMerge(
          .page(number: number, .success(BatchPage(batches: rows, hasMore: page < 50))), now: now))
    }

    /// The numbers of the arrangements that begin.
    func take(_ effects: [Effect]) -> [Int] {
      effects.compactMap { effect in
        if case .arrange(let job) = effect { return job.number }
        return nil
      }
    }

    mutating func finish(_ outcome: Arrangement.Outcome?, number: Int) -> [Int] {
      guard let outcome else { return [] }
      return take(state.update(.arranged(number: number, outcome), now: now))
    }
  }

  /// Who types fast begins many of them, and each is cancelled before it starts.
  @Test func workThatIsCancelledBeforeItStartsLooksAtNoRow() {
    var conversation = Conversation(Fixture.batches(0..<300))
    conversation.press("/b")
    #expect(conversation.state.arrangement.run(isCancelled: { true })?.shown == nil)
    #expect(conversation.state.arrangement.run()?.shown != nil)
    #expect(conversation.state.problemSearch().run(isCancelled: { true }) == .unfinished)
    #expect(conversation.state.problemSearch().run() != .unfinished)
  }

  /// Until then the rows are in the order before, whatever stands above them.
  @Test func theHeadSaysThatRowsAreBeingSorted() {
    var conversation = Conversation(Fixture.batches(0..<3000))
    conversation.press(.character("L"))
    var state = conversation.state
    _ = state.update(.input(.key(.character("s"))), now: Fixture.now)
    let effects = state.update(.input(.key(.character("n"))), now: Fixture.now)
    #expect(effects.contains(state.arrange(1)))
    #expect(state.draw().text(row: 0).contains("3,000 loaded · sorting by name ▴… · all"))
    let outcome = state.arrangement.run()
    _ = outcome.map { state.update(.arranged(number: 1, $0), now: Fixture.now) }
    #expect(state.draw().text(row: 0).contains("3,000 loaded · all"))
  }

  @Test func oneThatIsUnderWayIsShownHoweverFastPagesCome() {
    var loading = Loading()
    let begun = loading.load()
    #expect(begun.count == 1)
    let outcome = loading.state.arrangement.run()
    for _ in 0..<5 { #expect(loading.load().isEmpty, "it goes on") }
    loading.now += 0.2
    #expect(loading.finish(outcome, number: begun[0]).isEmpty, "the next one rests")
    #expect(loading.state.matchCount == 2600)
    #expect(loading.state.draw().text.contains("2,600… of 3,100 loaded match"))
    loading.now += 0.7
    #expect(loading.load().isEmpty)
    let wake = loading.state.nextWake
    #expect(wake.map { $0 <= loading.now + 0.2 } == true)
    loading.now += 0.2
    #expect(loading.load() == [begun[0] + 1])
  }

  @Test func theLastOneFollowsAtOnceWhenAllIsLoaded() {
    var loading = Loading()
    let begun = loading.load()
    let outcome = loading.state.arrangement.run()
    loading.now += 10
    #expect(loading.finish(outcome, number: begun[0]).isEmpty)
    var last: [Int] = []
    while loading.state.loader.isLoadingAll { last = loading.load() }
    #expect(last == [begun[0] + 1])
    _ = loading.finish(loading.state.arrangement.run(), number: last[0])
    #expect(loading.state.matchCount == 5000)
    #expect(!loading.state.rows.isArranging)
  }

  @Test func aKeyThatAsksForOtherRowsEndsIt() {
    var loading = Loading()
    let begun = loading.load()
    let stale = loading.state.arrangement.run()
    let key = loading.state.update(.input(.key(.character("S"))), now: loading.now)
    #expect(key == [loading.state.arrange(begun[0] + 1)])
    #expect(loading.finish(stale, number: begun[0]).isEmpty)
    #expect(loading.state.rows.isArranging)
    _ = loading.state.update(.input(.key(.character("s"))), now: loading.now)
    let ordered = loading.state.update(.input(.key(.character("o"))), now: loading.now)
    #expect(ordered == [loading.state.arrange(begun[0] + 2)])
    #expect(
      loading.state.update(.input(.key(.escape)), now: loading.now) == [.stopArranging])
  }

  @Test func rowsThatWentMeanwhileDoNotComeBack() {
    var conversation = Conversation(Fixture.batches(0..<2500))
    conversation.press("Lsp")
    var state = conversation.state
    #expect(state.list.count == 2500)
    let now = Fixture.now
    var effects = state.update(.input(.key(.character("R"))), now: now)
    effects = state.update(.input(.key(.character("y"))), now: now)
    // The order is asked for while all is read again.
    effects += state.update(.input(.key(.character("S"))), now: now)
    let stale = state.arrangement.run()
    var server = conversation.server
    server.batches.remove(at: 7)
    var arrangements: [Int] = []
    while !effects.isEmpty {
      switch effects.removeFirst() {
      case .send(let request, let number):
        effects += state.update(server.answer(request, number: number), now: now)
      case .arrange(let job): arrangements.append(job.number)
      default: break
      }
    }
    #expect(arrangements.count == 2, "it starts over when rows are removed")
    if let stale { _ = state.update(.arranged(number: arrangements[0], stale), now: now) }
    let fresh = state.arrangement.run()
    if let fresh, let last = arrangements.last {
      _ = state.update(.arranged(number: last, fresh), now: now)
    }
    #expect(state.matchCount == 2499)
    #expect((0..<state.shownCount).allSatisfy { state.shownRow(at: $0) != nil })
  }
}

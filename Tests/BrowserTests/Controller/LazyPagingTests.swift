import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct LazyPagingTests {
  @Test func asksForTheFirstPageAtOnceAndForNoMoreThanIsNeeded() {
    var state = Fixture.state()
    #expect(state.update(.start, now: Fixture.now) == [.send(.page(), number: 1)])
    #expect(state.update(.tick, now: Fixture.now).isEmpty, "one list request at a time")

    let first = BatchPage(batches: Fixture.batches(0..<100), hasMore: true)
    let effects = state.update(.page(number: 1, .success(first)), now: Fixture.now)
    // 99 rows below the cursor are fewer than the 100 that are kept ahead.
    #expect(effects == [.send(.page(after: "b99"), number: 2)])
    let second = BatchPage(batches: Fixture.batches(100..<200), hasMore: true)
    #expect(state.update(.page(number: 2, .success(second)), now: Fixture.now).isEmpty)
    #expect(state.list.count == 200)
  }

  /// What has no id behind the last row of a page is counted once, whether the next page brings it
  /// again or not, and a refresh counts it no second time.
  @Test(arguments: [[:], [0: 1], [0: 1, 1: 2]] as [[Int: Int]])
  func countsWhatHasNoIDOnce(skippedBehind: [Int: Int]) {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let first = BatchPage(
      batches: Fixture.batches(0..<2), hasMore: true, skippedBehind: [2: 1])
    _ = state.update(.page(number: 1, .success(first)), now: Fixture.now)
    #expect(state.loader.skipped.count == 1)
    let second = BatchPage(
      batches: Fixture.batches(2..<3), hasMore: false, skippedBehind: skippedBehind)
    _ = state.update(.page(number: 2, .success(second)), now: Fixture.now)
    let expected = 1 + (skippedBehind[1] ?? 0)
    #expect(state.loader.skipped.count == expected)
    #expect(state.loader.tail.coverage == .complete)
    _ = state.update(.input(.key(.character("r"))), now: Fixture.now)
    _ = state.update(.page(number: 3, .success(first)), now: Fixture.now)
    #expect(state.loader.skipped.count == expected)
  }

  @Test func countsAnewWhatHasNoIDWhereThereIsNothingElse() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let page = BatchPage(batches: [], hasMore: false, skippedBehind: [0: 4])
    _ = state.update(.page(number: 1, .success(page)), now: Fixture.now)
    _ = state.update(.input(.key(.character("r"))), now: Fixture.now)
    _ = state.update(.page(number: 2, .success(page)), now: Fixture.now)
    #expect(state.loader.skipped.count == 4)
  }

  @Test func keepsThreeScreensAheadOnAHighScreen() {
    let conversation = Conversation(
      Fixture.batches(0..<1000), size: Size(columns: 200, rows: 65))
    #expect(conversation.state.layout.rows.rows == 60)
    #expect(conversation.state.list.count == 200)
    var scrolled = conversation
    for _ in 0..<20 { scrolled.press(.character("j")) }
    #expect(scrolled.state.list.count == 300)
  }

  @Test(arguments: [0, 1, 3, 99, 100, 101, 230, 1000])
  func reachesEveryRowOnceWithTheFewestPages(count: Int) {
    var conversation = Conversation(Fixture.batches(0..<count))
    for _ in 0..<30 { conversation.press(.character("G")) }
    #expect(conversation.ids == (0..<count).map { "b\($0)" })
    #expect(conversation.server.log.count == max(1, (count + 99) / 100))
    #expect(conversation.state.loader.tail.coverage == .complete)
  }

  @Test func asksForNothingWhileIdle() {
    var conversation = Conversation(Fixture.batches(0..<1000))
    _ = conversation.takeLog()
    for _ in 0..<100 {
      conversation.now += 60
      conversation.send(.tick)
    }
    #expect(conversation.takeLog().isEmpty)
  }

  @Test func holdingJNeverWaits() {
    // 30 rows a second and an answer 0.2 s after its request: six rows go by meanwhile.
    var state = Fixture.state(size: Size(columns: 200, rows: 63))
    var server = FakeServer(Fixture.batches(0..<3000))
    var pending: [(due: Int, event: Event)] = []
    func requests(_ effects: [Effect], at step: Int) {
      for case .send(let request, let number) in effects {
        pending.append((step + 6, server.answer(request, number: number)))
      }
    }
    requests(state.update(.start, now: Fixture.now), at: -6)
    for step in 0..<2000 {
      while let first = pending.first, first.due <= step {
        pending.removeFirst()
        requests(state.update(first.event, now: Fixture.now), at: step)
      }
      let before = state.cursorIndex ?? -1
      requests(state.update(.input(.key(.down)), now: Fixture.now), at: step)
      #expect(state.cursorIndex == before + 1, "the cursor waits at step \(step)")
      #expect(pending.count <= 1)
    }
  }

  @Test func aStaleAnswerIsDropped() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let stale = BatchPage(batches: Fixture.batches(50..<60), hasMore: true)
    #expect(state.update(.page(number: 99, .success(stale)), now: Fixture.now).isEmpty)
    #expect(state.list.isEmpty)
  }

  @Test func rowsStayWhenAPageFailsAndTheKeyTriesAgainFromThere() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let first = BatchPage(batches: Fixture.batches(0..<100), hasMore: true)
    _ = state.update(.page(number: 1, .success(first)), now: Fixture.now)
    _ = state.update(.page(number: 2, .failure(Fixture.failure())), now: Fixture.now)
    #expect(state.list.count == 100)
    #expect(state.loader.tailFailure?.kind == .overloaded)
    #expect(
      state.update(.input(.key(.down)), now: Fixture.now).isEmpty, "no try without being asked")
    let again = state.update(.input(.key(.character("G"))), now: Fixture.now)
    #expect(again == [.send(.page(after: "b99"), number: 3)])
  }

  @Test func aPassingFailureIsTriedAgainAfterAPauseOrByKey() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let failure = Fixture.failure(retry: .after(4))
    #expect(state.update(.page(number: 1, .failure(failure)), now: Fixture.now).isEmpty)
    #expect(state.update(.tick, now: Fixture.now + 3.9).isEmpty)
    #expect(state.nextWake == Fixture.now + 4)
    let effects = state.update(.tick, now: Fixture.now + 4)
    #expect(effects == [.send(.page(), number: 2)])
    _ = state.update(.page(number: 2, .failure(failure)), now: Fixture.now + 5)
    let pressed = state.update(.input(.key(.character("r"))), now: Fixture.now + 5)
    #expect(pressed == [.send(.page(), number: 3)])
  }

  @Test func triesFourTimesMoreAndThenTells() {
    var state = Fixture.state()
    var effects = state.update(.start, now: Fixture.now)
    var now = Fixture.now
    var tries = 0
    while case .send(_, let number)? = effects.first {
      tries += 1
      _ = state.update(
        .page(number: number, .failure(Fixture.failure(retry: .backoff))), now: now)
      now += 10
      effects = state.update(.tick, now: now)
    }
    #expect(tries == 5)
    #expect(state.loader.tailFailure != nil)
    #expect(state.loader.job == nil)
  }

  @Test func escStopsTryingAgain() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    _ = state.update(
      .page(number: 1, .failure(Fixture.failure(retry: .backoff))), now: Fixture.now)
    _ = state.update(.input(.key(.escape)), now: Fixture.now)
    #expect(state.loader.job == nil)
    #expect(state.loader.tailFailure != nil)
    #expect(state.update(.tick, now: Fixture.now + 100).isEmpty)
  }
}

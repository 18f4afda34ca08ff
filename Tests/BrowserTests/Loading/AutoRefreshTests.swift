import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct AutoRefreshTests {
  /// Fifty batches of which one still runs.
  private var conversation: Conversation { Conversation(Fixture.batches(0..<50, active: [3])) }

  /// Lets time pass, the program waking as often as it asks to.
  /// - Returns: the moments of the requests that were sent, in seconds from the beginning.
  private func requests(_ conversation: inout Conversation, seconds: Double) -> [Double] {
    let start = conversation.now
    var moments: [Double] = []
    _ = conversation.takeLog()
    while let wake = conversation.state.nextWake, wake <= start + seconds {
      conversation.now = wake
      conversation.send(.tick)
      moments += conversation.takeLog().map { _ in wake - start }
    }
    conversation.now = start + seconds
    return moments
  }

  @Test func restsGrowWhileNothingChanges() {
    var conversation = conversation
    #expect(requests(&conversation, seconds: 600) == [10, 30, 70, 150, 270, 390, 510])
  }

  @Test func whatChangesIsShownMarkedAndKeepsThePace() {
    var conversation = conversation
    conversation.press(.down)
    for completed in 1...3 {
      conversation.server.batches[3] = Fixture.batch(3, "in_progress", completed: completed)
      #expect(requests(&conversation, seconds: 10) == [10])
    }
    #expect(conversation.state.list.row("b3")?.batch.counts?.completed == 3)
    #expect(conversation.state.viewport.marks["b3"] == .changed)
    #expect(conversation.state.message == nil)
  }

  @Test func stopsWhenNothingIsActive() {
    var conversation = conversation
    conversation.server.batches[3].status = BatchStatus("completed")
    #expect(requests(&conversation, seconds: 3600) == [10])
    #expect(conversation.state.autoRefreshDue == nil)
    #expect(!conversation.state.draw().text.contains("next in"))
  }

  @Test func rowsOnScreenThatHaveEndedCostNoRequest() {
    var conversation = Conversation(Fixture.batches(0..<500, active: [3, 250]))
    for _ in 0..<4 { conversation.press(.character("]")) }
    #expect(conversation.state.cursorIndex == 400)
    #expect(requests(&conversation, seconds: 10) == [10, 10])
    _ = conversation.takeLog()
    conversation.now += 20
    conversation.send(.tick)
    #expect(conversation.takeLog() == [.page(), .page(after: "b249")])
  }

  @Test func neverScrollsAndNeverMovesTheCursor() {
    var conversation = Conversation(Fixture.batches(0..<300, active: [3]))
    for _ in 0..<30 { conversation.press(.down) }
    let (index, top) = (conversation.state.cursorIndex ?? 0, conversation.state.topIndex)
    conversation.server.batches.insert(contentsOf: Fixture.batches(900..<905), at: 0)
    _ = requests(&conversation, seconds: 10)
    #expect(conversation.state.selection.id == "b30")
    #expect(conversation.state.cursorIndex == index + 5)
    #expect(conversation.state.topIndex == top + 5)
    #expect(conversation.state.viewport.arrivals == 5)
  }

  @Test func zPausesAndGoesOn() {
    var conversation = conversation
    conversation.press(.character("Z"))
    #expect(conversation.state.draw().text.contains("paused"))
    #expect(requests(&conversation, seconds: 600) == [])
    conversation.press(.character("Z"))
    #expect(conversation.takeLog() == [.page()], "it is long due")
    #expect(requests(&conversation, seconds: 25) == [20])
  }

  @Test func withoutFocusTheRestIsTheLongest() {
    var conversation = conversation
    conversation.send(.input(.focus(false)))
    #expect(requests(&conversation, seconds: 300) == [120, 240])
    conversation.server.batches[3] = Fixture.batch(3, "in_progress", completed: 1)
    conversation.send(.input(.focus(true)))
    #expect(conversation.takeLog() == [.page()], "it is due at once")
    #expect(requests(&conversation, seconds: 120) == [10, 30, 70])
  }

  @Test func whoComesBackFromTheShellHasTheFocus() {
    var conversation = conversation
    conversation.send(.input(.focus(false)))
    conversation.send(.input(.resumed))
    #expect(requests(&conversation, seconds: 10) == [10])
  }

  @Test func aFailureIsToldOnceAndBacksOff() {
    var state = conversation.state
    var now = Fixture.now
    var rests: [Double] = []
    for number in 2...6 {
      guard let due = state.autoRefreshDue else { break }
      rests.append(due - now)
      now = due
      let sent = state.update(.tick, now: now)
      #expect(sent == [.send(.page(), number: number)])
      #expect(
        state.update(.page(number: number, .failure(Fixture.failure(retry: .backoff))), now: now)
          == [])
      #expect(state.loader.job == nil, "nothing waits for another try")
      #expect((state.message?.tone == .failure) == (number == 2))
      _ = state.update(.input(.key(.character("k"))), now: now)
    }
    #expect(
      zip(rests, [10.0, 20, 40, 80, 120]).allSatisfy { $0 <= $1 && $0 >= $1 * 0.5 }, "\(rests)")
    #expect(rests.sorted() == rests)
    #expect(state.draw().text.contains("▴ not refreshed, retry in "))
    #expect(state.list.count == 50)
  }

  @Test func aWaitThatTheServerNamesIsKept() {
    var state = conversation.state
    _ = state.update(.tick, now: Fixture.now + 10)
    let limited = ServiceFailure(.rateLimited, "Too many requests", status: 429, retry: .after(300))
    _ = state.update(.page(number: 2, .failure(limited)), now: Fixture.now + 10)
    #expect(state.autoRefreshDue == Fixture.now + 310)
    #expect(state.update(.tick, now: Fixture.now + 309) == [])
  }

  @Test func aPrefetchThatIsLimitedMakesItWaitToo() {
    var state = Fixture.state()
    _ = state.update(.start, now: Fixture.now)
    let page = BatchPage(batches: Fixture.batches(0..<20, active: [3]), hasMore: true)
    _ = state.update(.page(number: 1, .success(page)), now: Fixture.now)
    let limited = ServiceFailure(.rateLimited, "Too many requests", status: 429, retry: .after(300))
    _ = state.update(.page(number: 2, .failure(limited)), now: Fixture.now)
    #expect(state.autoRefreshDue == Fixture.now + 300)
  }

  @Test func whatTheUserAskedForGoesFirst() {
    var state = conversation.state
    #expect(state.update(.tick, now: Fixture.now + 10) == [.send(.page(), number: 2)])
    let asked = state.update(.input(.key(.character("r"))), now: Fixture.now + 10)
    #expect(asked == [.cancel(number: 2), .send(.page(), number: 3)])
    #expect(state.draw().text.contains("refreshing"))
    let same = BatchPage(batches: Fixture.batches(0..<50, active: [3]), hasMore: false)
    _ = state.update(.page(number: 3, .success(same)), now: Fixture.now + 11)
    #expect(state.messageText == "refreshed: nothing has changed")
    #expect(state.autoRefreshDue == Fixture.now + 31)
  }

  @Test func rowsThatTheCursorNeedsComeBetweenItsRequests() {
    var conversation = Conversation(Fixture.batches(0..<1000, active: [120, 190]))
    conversation.press(.character("]"))
    conversation.press(.character("g"))
    var state = conversation.state
    let loaded = state.list.count
    let now = Fixture.now + 10
    #expect(state.update(.tick, now: now).count == 1)
    let number = state.loader.numbers.last
    _ = state.update(.input(.key(.character("G"))), now: now)
    let head = BatchPage(batches: Array(conversation.server.batches[0..<100]), hasMore: true)
    let next = state.update(.page(number: number, .success(head)), now: now)
    #expect(next == [.send(.page(after: BatchID("b\(loaded - 1)")), number: number + 1)])
    let more = BatchPage(
      batches: Array(conversation.server.batches[loaded..<loaded + 100]), hasMore: true)
    let then = state.update(.page(number: number + 1, .success(more)), now: now)
    #expect(state.list.count == loaded + 100)
    guard case .send(.page(let request), _)? = then.first else {
      Issue.record("the refresh does not go on: \(then)")
      return
    }
    #expect(request.after == "b119")
  }

  @Test func marksStayUntilAKeyIsPressed() {
    var conversation = conversation
    conversation.press(.down)
    conversation.server.batches[6] = Fixture.batch(6, "failed")
    _ = requests(&conversation, seconds: 300)
    #expect(conversation.state.viewport.marks["b6"] == .changed, "nobody has looked")
    conversation.press(.down)
    _ = requests(&conversation, seconds: 300)
    #expect(conversation.state.viewport.marks["b6"] == nil)
  }

  @Test func theCopyMenuKeepsItsChoice() {
    var conversation = conversation
    conversation.press(.down, .down, .down, .character("Y"), .down, .down)
    guard case .copy(let menu) = conversation.state.overlay else {
      Issue.record("no menu")
      return
    }
    let name = menu.fields(in: conversation.state.overlayContext)[menu.cursor.line].name
    conversation.server.batches[3].outputFileID = "file-1"
    _ = requests(&conversation, seconds: 10)
    guard case .copy(let moved) = conversation.state.overlay else {
      Issue.record("the menu is gone")
      return
    }
    #expect(moved.fields(in: conversation.state.overlayContext)[moved.cursor.line].name == name)
    #expect(moved.cursor.line == menu.cursor.line + 1)
  }

  /// A page that the cursor needs comes between two requests of a refresh by itself.
  @Test func whatCameMeanwhileIsNotReplacedByWhatIsOlder() {
    var state = Conversation(Fixture.batches(0..<300, active: [3, 150])).state
    #expect(state.list.count == 200)
    let now = Fixture.now + 11
    let head = BatchPage(batches: Fixture.batches(0..<100, active: [3, 150]), hasMore: true)
    #expect(state.update(.tick, now: now) == [.send(.page(), number: 3)])
    _ = state.update(.input(.key(.end)), now: now)
    #expect(
      state.update(.page(number: 3, .success(head)), now: now)
        == [.send(.page(after: "b199"), number: 4)])
    // It repeats a row that has ended meanwhile.
    let more = BatchPage(batches: [Fixture.batch(3)] + Fixture.batches(200..<202), hasMore: false)
    #expect(
      state.update(.page(number: 4, .success(more)), now: now)
        == [.send(.page(after: "b149"), number: 5)])
    let live = BatchPage(batches: Fixture.batches(150..<202, active: [150]), hasMore: false)
    _ = state.update(.page(number: 5, .success(live)), now: now)
    #expect(state.loader.refreshedAt == now)
    #expect(state.list.row("b3")?.batch.status == BatchStatus("completed"))
    #expect(state.list.activeCount == 1)
  }

  @Test func theHeadSaysWhenAndGivesWayOnANarrowScreen() {
    var conversation = conversation
    #expect(conversation.state.draw().text(row: 0).contains("next in 10s · UTC+08:00"))
    conversation.now += 6
    conversation.send(.tick)
    #expect(conversation.state.draw().text(row: 0).contains("next in 4s"))
    conversation.send(.input(.resize(Size(columns: 40, rows: 20))))
    #expect(!conversation.state.draw().text(row: 0).contains("next in"))
    #expect(conversation.state.nextWake == conversation.now + 4, "no tick that is not seen")
    conversation.send(.input(.resize(Size(columns: 120, rows: 20))))
    #expect(
      conversation.state.draw().text(row: 0).contains("refreshed just now · next in 4s · UTC"))
    #expect(conversation.state.nextWake == conversation.now + 1)
  }
}

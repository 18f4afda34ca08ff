import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// What was stopped stays stopped, and what is stopped is no more than was meant.
@Suite struct StoppingTests {
  private func isSending(_ effects: [Effect]) -> Bool {
    effects.contains { effect in
      if case .send = effect { return true }
      return false
    }
  }

  @Test(arguments: [Key.control("c"), .escape])
  func aRefreshThatWasCancelledDoesNotComeBackByItself(key: Key) {
    var state = Conversation(Fixture.batches(0..<50, active: [3])).state
    let late = Fixture.now + 500
    // What became due meanwhile is asked for by the key.
    _ = state.update(.input(.key(.character("Z"))), now: late)
    _ = state.update(.input(.key(.character("Z"))), now: late)
    #expect(isSending(state.update(.input(.key(.character("r"))), now: late)))
    let effects = state.update(.input(.key(key)), now: late)
    #expect(effects.count == 1)
    #expect(!isSending(effects))
    #expect(!isSending(state.update(.tick, now: late + 5)))
    #expect(isSending(state.update(.tick, now: late + 121)))
  }

  @Test func allThatIsLoadedIsNotFollowedByARefreshOnceStopped() {
    var state = Conversation(Fixture.batches(0..<2000, active: [3])).state
    let late = Fixture.now + 5
    _ = state.update(.input(.key(.character("L"))), now: late)
    let effects = state.update(.input(.key(.control("c"))), now: Fixture.now + 500)
    #expect(!isSending(effects))
  }

  @Test func qClosesTheDetailOnAPageOfItsOwnAndCancelsNothing() {
    var conversation = Conversation(
      Fixture.batches(0..<50, active: [3]), size: Size(columns: 50, rows: 20))
    conversation.press(.enter)
    var state = conversation.state
    #expect(state.layout.placement == .page && state.screen.focus == .detail)
    _ = state.update(.input(.key(.character("r"))), now: Fixture.now)
    #expect(state.update(.input(.key(.character("q"))), now: Fixture.now).isEmpty)
    #expect(state.screen.focus == .list)
    #expect(state.loader.purpose == .refresh)
  }

  @Test func loadingAllGoesOnWithAPageThatFillsAGap() {
    var conversation = Conversation(Fixture.batches(0..<1000))
    let rows = Fixture.batches(2000..<4000).reversed()
    conversation.server.batches.insert(contentsOf: rows, at: 0)
    conversation.press("r")
    #expect(conversation.state.loader.gaps.count == 1)
    var state = conversation.state
    let effects = state.update(.input(.key(.up)), now: Fixture.now)
    #expect(isSending(effects))
    #expect(state.loader.purpose == state.loader.gaps.first.map { .gap(afterID: $0.afterID) })
    let sent = state.loader.numbers.last
    #expect(state.update(.input(.key(.character("L"))), now: Fixture.now).isEmpty)
    #expect(state.loader.numbers.last == sent)
    #expect(state.loader.isLoadingAll)
  }

  @Test func thePageThatTheCursorNeedsIsNotAskedForTwice() {
    var state = Conversation(Fixture.batches(0..<2500)).state
    _ = state.update(.input(.key(.character("L"))), now: Fixture.now)
    _ = state.update(.input(.key(.character("G"))), now: Fixture.now)
    #expect(state.update(.input(.key(.control("c"))), now: Fixture.now).isEmpty)
    #expect(!state.loader.isLoadingAll)
    #expect(state.loader.purpose == .tail)
  }

  // MARK: Gaps

  /// The head and the old rows, with a gap between them that the server fills with rows that are
  /// known already.
  private func unmet() -> Conversation {
    var conversation = Conversation(Fixture.batches(0..<300))
    conversation.server.batches.insert(contentsOf: Fixture.batches(2000..<4000).reversed(), at: 0)
    conversation.press("r")
    guard let id = conversation.state.loader.gaps.first?.afterID,
      let place = conversation.server.batches.firstIndex(where: { $0.key == id })
    else { return conversation }
    // Behind the row above the gap the server repeats what stands above it.
    let known = conversation.server.batches[(place - 100)...place]
    conversation.server.batches.replaceSubrange((place + 1)..., with: known)
    return conversation
  }

  @Test func aGapThatCannotBeFilledIsToldOf() {
    var conversation = unmet()
    _ = conversation.takeLog()
    conversation.press(.up)
    #expect(conversation.state.messageText?.hasPrefix("Rows may be missing here: ") == true)
    #expect(conversation.state.loader.gaps.count == 1)
    #expect(conversation.state.draw().text(row: 0).contains("rows missing in between"))
    let asked = conversation.takeLog().count
    #expect(asked > 0)
    conversation.press(.pageUp, .pageDown, .up, .down)
    #expect(conversation.takeLog().isEmpty, "the server is not asked again by itself")
    conversation.press("G")
    conversation.press(.home, .pageDown)
    _ = conversation.takeLog()
    conversation.press("r")
    while conversation.state.cursorIndex ?? 0 < 999 { conversation.press(.pageDown) }
    #expect(
      conversation.takeLog().contains {
        $0 == .page(after: conversation.state.loader.gaps.first?.afterID)
      },
      "r tries again")
  }
}

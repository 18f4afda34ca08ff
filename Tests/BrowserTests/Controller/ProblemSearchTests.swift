import BatchInsight
import BatchPresentation
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// `n` and `N` where the next problem is far.
@Suite struct ProblemSearchTests {
  /// 5,000 rows that went well but for one.
  private static func rows(problem: Int? = 4321) -> [Batch] {
    (0..<5000).map { number in
      var batch = Fixture.batch(number, number == problem ? "failed" : "completed")
      batch.outputFileID = "file"
      return batch
    }
  }

  private func state(_ rows: [Batch] = rows()) -> BrowserState {
    var conversation = Conversation(rows)
    conversation.press("L")
    return conversation.state
  }

  private func press(_ key: Key, _ state: inout BrowserState) -> [Effect] {
    state.update(.input(.key(key)), now: Fixture.now)
  }

  @Test func isLookedForBesideTheLoop() {
    var state = state()
    #expect(press(.character("n"), &state) == [state.search(1)])
    #expect(state.messageText?.contains("looking") == true)
    #expect(state.selection.id == "b0")
    #expect(press(.character("n"), &state).isEmpty, "a held key waits")
    let outcome = state.problemSearch().run()
    #expect(outcome == .found(id: "b4321"))
    _ = state.update(.searched(number: 1, outcome), now: Fixture.now)
    #expect(state.selection.id == "b4321")
    #expect(state.message == nil)
    #expect(press(.character("N"), &state) == [state.search(2)])
    _ = state.update(
      .searched(number: 2, state.problemSearch(isForward: false).run()), now: Fixture.now)
    #expect(state.messageText == "no problem above")
  }

  @Test(arguments: [Key.down, .character("N"), .character("2"), .character("/")])
  func anotherKeyEndsIt(key: Key) {
    var state = state()
    _ = press(.character("n"), &state)
    let outcome = state.problemSearch().run()
    #expect(press(key, &state).first == .stopSearching)
    let selected = state.selection
    _ = state.update(.searched(number: 1, outcome), now: Fixture.now)
    #expect(state.selection == selected)
  }

  @Test(arguments: [Key.escape, .control("c")])
  func itIsStoppedLikeAllThatRuns(key: Key) {
    var state = state()
    _ = press(.character("n"), &state)
    #expect(press(key, &state) == [.stopSearching], "and nothing else")
  }

  @Test func nothingIsFoundTwice() {
    var state = state(Self.rows(problem: nil))
    _ = press(.character("n"), &state)
    #expect(state.problemSearch().run { true } == .unfinished)
    _ = state.update(.searched(number: 1, state.problemSearch().run()), now: Fixture.now)
    #expect(state.messageText == "no problem below")
  }

  @Test func followsTheRowsThatAreShown() {
    var state = state()
    _ = press(.character("s"), &state)
    for case .arrange(let job) in press(.character("c"), &state) + press(.character("S"), &state) {
      guard let outcome = job.work.run() else { continue }
      _ = state.update(.arranged(number: job.number, outcome), now: Fixture.now)
    }
    #expect(state.selection.id == "b0")
    #expect(state.cursorIndex == 4999)
    #expect(press(.character("N"), &state) == [state.search(1)])
    #expect(state.problemSearch(isForward: false).run() == .found(id: "b4321"))
  }
}

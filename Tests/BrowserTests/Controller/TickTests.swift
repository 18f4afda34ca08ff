import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// What is on screen and changes by itself does so; what is covered wakes nobody.
@Suite struct TickTests {
  /// Ages are in seconds; nothing refreshes automatically.
  private func young() -> Conversation {
    var batches = Fixture.batches(0..<40)
    for index in batches.indices { batches[index].times[.created] = Int(Fixture.now) - 10 - index }
    var conversation = Conversation(batches, size: Size(columns: 120, rows: 40))
    conversation.press("Z")
    conversation.press("p")
    return conversation
  }

  /// Whether the frame is another at some second up to the wake, and not before it.
  private func expectTheWakeIsThatOfTheScreen(
    _ state: BrowserState, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var later = state
    let wake = state.nextWake ?? .infinity
    let frame = state.draw()
    for second in 1...90 where Fixture.now + Double(second) < wake {
      _ = later.update(.tick, now: Fixture.now + Double(second))
      guard later.draw() != frame else { continue }
      Issue.record(
        "it changes \(second) s from now, the wake is \(wake - Fixture.now)",
        sourceLocation: sourceLocation)
      return
    }
  }

  @Test(arguments: ["", "/", "/b1", "w", "s", "Y", "c", "?", "e", "v", "vs", "v/"])
  func theScreenIsDrawnWhenItChanges(keys: String) {
    var conversation = young()
    conversation.press(keys)
    expectTheWakeIsThatOfTheScreen(conversation.state)
    if ["/", "w", "s", "Y", "c"].contains(keys) {
      #expect(conversation.state.nextWake ?? .infinity <= Fixture.now + 10)
    }
  }

  @Test func aPictureGoesOnUnderAPrompt() throws {
    var conversation = young()
    conversation.press("v")
    let wake = try #require(conversation.state.nextWake)
    conversation.press("s")
    #expect(conversation.state.nextWake == wake)
    conversation.press(.escape)
    conversation.press("?")
    #expect(conversation.state.nextWake ?? .infinity > wake, "it is covered")
  }

  @Test func aStaleRowDoesNotTickWhereNoDetailTellsItsAge() throws {
    var conversation = Conversation(
      Fixture.batches(0..<100, active: [3]), size: Size(columns: 50, rows: 20))
    conversation.press("jjjZ")
    conversation.now += 10
    let read = try #require(conversation.state.selectedRow)
    conversation.state.list.update(BatchRow(read.batch, asOf: read.asOf - 10))
    conversation.send(.tick)
    let row = try #require(conversation.state.selectedRow)
    #expect(conversation.state.isStale(MarkedRow(row)))
    #expect(conversation.state.layout.detail == nil)
    #expect(conversation.state.nextWake ?? .infinity > conversation.now + 1)
    conversation.press(.enter)
    #expect(conversation.state.nextWake == conversation.now + 1)
  }

  // MARK: Help

  @Test func helpIsNotScrolledBeyondItsEndAfterAResize() {
    var conversation = Conversation(Fixture.batches(0..<10), size: Size(columns: 60, rows: 12))
    conversation.press("?G")
    conversation.send(.input(.resize(Size(columns: 160, rows: 60))))
    let frame = conversation.state.draw()
    #expect((1..<59).count { !frame.text(row: $0).isEmpty } > 40)
  }

  @Test func helpOfAShortKeymapEndsWithIt() {
    var settings = Fixture.settings()
    settings.keymap = Keymap(
      Keymap.standard.bindings.filter { $0.topic != .view && $0.topic != .find })
    var state = BrowserState(
      settings: settings, size: Size(columns: 80, rows: 24), charset: .unicode, now: Fixture.now)
    for key in [Key.character("?"), .character("G")] {
      _ = state.update(.input(.key(key)), now: Fixture.now)
    }
    #expect(!state.draw().text(row: 22).isEmpty)
  }
}

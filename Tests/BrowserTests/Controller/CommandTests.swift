import BatchInsight
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct CommandTests {
  @Test func everyCommandHasExactlyOneRowInTheKeyTable() {
    let commands = Keymap.standard.bindings.map(\.command)
    #expect(Set(commands) == Set(Command.allCases))
    #expect(commands.count == Command.allCases.count)
  }

  @Test func noKeyMeansTwoThings() {
    for context in [Command.Context.everywhere, .question] {
      let keys = Keymap.standard.bindings.filter { $0.command.context == context }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
  }

  struct Move: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var from: Int
    var keys: [Key]
    /// Index of the cursor, and of the first row on screen.
    var to: Int
    var top: Int
  }

  /// A list of 250 rows, 9 of which are on an 80x26 screen.
  @Test(arguments: [
    Move(testDescription: "down", from: 0, keys: [.down], to: 1, top: 0),
    Move(testDescription: "up from the first", from: 0, keys: [.up], to: 0, top: 0),
    Move(
      testDescription: "down to the last line", from: 0, keys: Array(repeating: .down, count: 8),
      to: 8, top: 0),
    Move(
      testDescription: "down beyond the last line", from: 0,
      keys: Array(repeating: .down, count: 9), to: 9, top: 1),
    Move(testDescription: "a page", from: 0, keys: [.pageDown], to: 9, top: 9),
    Move(testDescription: "half a page", from: 0, keys: [.control("d")], to: 4, top: 4),
    Move(
      testDescription: "a page there and back", from: 20, keys: [.pageDown, .pageUp], to: 20,
      top: 12),
    Move(testDescription: "an API page", from: 0, keys: [.character("]")], to: 100, top: 100),
    Move(
      testDescription: "API pages there and back", from: 0,
      keys: [.character("]"), .character("]"), .character("[")], to: 100, top: 100),
    Move(
      testDescription: "to the end, with the line that tells", from: 0,
      keys: [.character("G"), .character("G"), .character("G")], to: 249, top: 242),
    Move(
      testDescription: "a page at the end", from: 0, keys: [.end, .end, .end, .pageDown], to: 249,
      top: 242),
    Move(testDescription: "home", from: 120, keys: [.home], to: 0, top: 0),
  ])
  func moves(_ given: Move) {
    var conversation = Conversation(
      Fixture.batches(0..<250), size: Size(columns: 80, rows: 26))
    #expect(conversation.state.layout.rows.rows == 9)
    for _ in 0..<given.from { conversation.press(.down) }
    for key in given.keys { conversation.press(key) }
    #expect(conversation.state.cursorIndex == given.to)
    #expect(conversation.state.topIndex == given.top)
  }

  /// ^Z and ^L are the terminal's, whatever is open, typed or asked, and change nothing there.
  @Test(arguments: ["", "/abc", "w", "?", "?/row", "s", "c", "e", "Y", "R"])
  func suspendAndRedrawWorkEverywhere(keys: String) {
    var conversation = Conversation(Fixture.batches(0..<50), pageSize: 2)
    for _ in 0..<25 { conversation.press("G") }
    conversation.press(keys)
    #expect((conversation.state.overlay == nil) == keys.isEmpty, "\(keys) opens something")
    let before = conversation.state.overlay
    #expect(conversation.press(.control("z")) == [.suspend])
    #expect(conversation.press(.control("l")) == [.redraw])
    #expect(conversation.state.overlay == before)
  }

  @Test func escOnlyEverGoesBack() {
    var conversation = Conversation(Fixture.batches(0..<10))
    conversation.press(.enter, .character("?"))
    #expect(conversation.state.overlay == .help(HelpOverlay()))
    conversation.press(.escape)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.screen.focus == .detail)
    conversation.press(.escape)
    #expect(conversation.state.screen.focus == .list)
    #expect(conversation.press(.escape).isEmpty, "never out of the program")
  }

  /// tmux sends Esc and a key that follows within half a second as Alt with that key.
  @Test(arguments: ["?", "/ab", "w", "s"])
  func altWithAKeyIsEscAndThatKey(keys: String) {
    var conversation = Conversation(Fixture.batches(0..<50))
    conversation.press(keys)
    #expect(conversation.state.overlay != nil)
    conversation.press(.alt("j"))
    #expect(conversation.state.overlay == nil)
    #expect(conversation.state.cursorIndex == 1)
    #expect(conversation.state.message == nil)
    #expect(conversation.press(.alt("\u{3}")) == [.quit(status: 130)])
  }

  @Test func aKeyThatIsBoundTogetherWithAltIsNotTakenApart() {
    let keymap = Keymap([
      Binding([.alt("j")], .redraw, .program, "redraw"),
      Binding([.character("?")], .help, .program, "help"),
    ])
    var state = BrowserState(
      settings: .init(serverName: "x", pageSize: 5, zone: .utc, keymap: keymap, seed: 1),
      size: Size(columns: 80, rows: 24), charset: .unicode, now: Fixture.now)
    _ = state.update(.input(.key(.character("?"))), now: Fixture.now)
    #expect(state.update(.input(.key(.alt("j"))), now: Fixture.now) == [.redraw])
    #expect(state.overlay != nil)
  }

  @Test func qClosesWhatIsOpenAndQuitsFromTheList() {
    var conversation = Conversation(
      Fixture.batches(0..<10), size: Size(columns: 50, rows: 20))
    conversation.press(.enter)
    #expect(conversation.state.layout.detail != nil)
    #expect(conversation.press(.character("q")).isEmpty)
    #expect(conversation.state.screen.focus == .list)
    conversation.press(.character("?"))
    #expect(conversation.press(.character("q")).isEmpty)
    #expect(conversation.press(.character("q")) == [.quit(status: 0)])
  }

  @Test(arguments: [Key.tab, .escape, .character("h"), .character("q")])
  func aPaneThatCameWithTheFocusGoesWithIt(key: Key) {
    var conversation = Conversation(
      Fixture.batches(0..<10),
      size: key == .character("q") ? Size(columns: 50, rows: 20) : Size(columns: 120, rows: 40))
    conversation.press("p")
    conversation.press(.enter)
    #expect(conversation.state.layout.detail != nil)
    conversation.press(key)
    #expect(conversation.state.screen.focus == .list)
    #expect(!conversation.state.screen.pane.isOn)
  }

  @Test func thePictureGivesBackThePaneThatItTook() {
    var conversation = Conversation(Fixture.batches(0..<10), size: Size(columns: 120, rows: 40))
    conversation.press("p")
    conversation.press(.enter)
    conversation.press("v")
    #expect(!conversation.state.screen.pane.isOn)
    conversation.press("v")
    #expect(conversation.state.screen.focus == .detail && conversation.state.layout.detail != nil)
    conversation.press(.escape)
    #expect(!conversation.state.screen.pane.isOn)
  }

  @Test func growthIsHeldWithinAScreenWithAFollowedBatch() {
    var conversation = Conversation(
      Fixture.batches(0..<100, active: [0]), size: Size(columns: 80, rows: 30))
    conversation.press("F")
    for _ in 0..<30 { conversation.press("+") }
    let rows = conversation.state.layout.detail?.rows
    conversation.press("-")
    #expect(conversation.state.layout.detail?.rows == rows.map { $0 - 2 })
    for _ in 0..<30 { conversation.press("-") }
    let least = conversation.state.layout.detail?.rows
    conversation.press("+")
    #expect(conversation.state.layout.detail?.rows == least.map { $0 + 2 })
  }

  @Test func anUnboundKeySaysWhereHelpIs() {
    var conversation = Conversation(Fixture.batches(0..<10))
    conversation.press(.character("z"))
    #expect(conversation.state.messageText?.contains("press ? for help") == true)
    conversation.press(.down)
    #expect(conversation.state.message == nil)
  }

  @Test func thePaneGrowsShrinksAndMovesWithinTheScreen() {
    var conversation = Conversation(Fixture.batches(0..<10), size: Size(columns: 120, rows: 40))
    let columns = conversation.state.layout.detail?.columns
    conversation.press(.character("+"))
    #expect(conversation.state.layout.detail?.columns == columns.map { $0 + 4 })
    for _ in 0..<100 { conversation.press(.character("+")) }
    conversation.press(.character("-"))
    #expect(conversation.state.layout.rows.columns == Layout.leastListColumns + 4)
    conversation.press(.character("P"))
    #expect(conversation.state.layout.placement == .below)
    conversation.press(.character("P"))
    #expect(conversation.state.layout.placement == .beside)
    conversation.press(.character("p"))
    #expect(conversation.state.layout.detail == nil)
  }

  @Test func scrollingTheDetailEndsAtItsLastLine() {
    var conversation = Conversation(Fixture.batches(0..<10))
    let lines = conversation.state.detailLineCount
    let most = lines - conversation.state.detailHeight(lineCount: lines)
    #expect(most > 0)
    for _ in 0..<100 { conversation.press(.character("J")) }
    #expect(conversation.state.screen.detailTop == most)
    conversation.press(.tab, .character("k"))
    #expect(conversation.state.screen.detailTop == most - 1)
    conversation.press(.tab, .down)
    #expect(conversation.state.screen.detailTop == 0, "another batch starts at its top")
  }

  @Test func anySizeIsDrawnAndKeepsTheCursorOnScreen() {
    var conversation = Conversation(Fixture.batches(0..<300))
    conversation.press(.character("]"), .enter)
    for columns in [1, 2, 5, 19, 20, 33, 60, 99, 100, 500] {
      for rows in [1, 2, 3, 4, 7, 15, 16, 24, 200] {
        conversation.send(.input(.resize(Size(columns: columns, rows: rows))))
        let frame = conversation.state.draw()
        #expect(frame.size == Size(columns: columns, rows: rows))
        let state = conversation.state
        if !state.layout.rows.isEmpty {
          #expect(state.visibleIndices.contains(state.cursorIndex ?? -1))
        }
        conversation.press(.down, .pageDown, .character("J"), .up)
      }
    }
  }

  @Test func theListKeepsItsPlaceUnderADetailOfItsOwn() {
    var conversation = Conversation(Fixture.batches(0..<100), size: Size(columns: 50, rows: 20))
    for _ in 0..<30 { conversation.press(.down) }
    let top = conversation.state.topIndex
    conversation.press(.enter, .character("j"), .escape)
    #expect(conversation.state.topIndex == top)
    #expect(conversation.state.cursorIndex == 30)
  }

  @Test func aPaneThatWasOffGoesWithItsFocus() {
    var conversation = Conversation(Fixture.batches(0..<10))
    conversation.press(.character("p"), .enter)
    #expect(conversation.state.layout.detail != nil)
    conversation.press(.escape)
    #expect(conversation.state.layout.detail == nil)
  }

  @Test func aNameOfMegabytesIsDrawnAsItsBeginning() {
    let name = String(repeating: "名", count: 3_000_000)
    let conversation = Conversation([Fixture.batch(0, name: name)])
    let row = conversation.state.draw().text(row: 4)
    #expect(row.contains("名名…"))
  }
}

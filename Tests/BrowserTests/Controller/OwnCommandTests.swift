import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Programs of the user's own, and the page of the provider's console.
@Suite struct OwnCommandTests {
  /// Words at columns 11, 12, … of line 5; the key at line 4.
  private func own(
    _ arguments: [String], key: String = "a", confirms: Bool? = nil, isReadOnly: Bool = true
  ) -> KeyChoices.Own {
    KeyChoices.Own(
      KeyChoices.Word("look", at: .init(line: 3, column: 10)),
      key: KeyChoices.Word(key, at: .init(line: 4, column: 7)),
      arguments: arguments.enumerated().map {
        KeyChoices.Word($1, at: .init(line: 5, column: 11 + $0))
      }, confirms: confirms, isReadOnly: isReadOnly)
  }

  private func conversation(_ own: KeyChoices.Own) -> Conversation {
    let (keymap, problems) = Keymap.with(KeyChoices(own: [own]))
    #expect(problems.isEmpty)
    return Conversation([Fixture.batch(0, name: "-rf $(x); 'a' \"b\"")], keymap: keymap)
  }

  @Test(
    arguments: [
      (["echo", "{id}"], ["echo", "b0"]),
      (
        ["echo", "{name}", "x={id},{status}."], ["echo", "-rf $(x); 'a' \"b\"", "x=b0,completed."]
      ),
      (
        ["jq", "{{id}} {", "}", "{ID}", "{}", ".[0]{a b}"],
        ["jq", "{id} {", "}", "{ID}", "{}", ".[0]{a b}"]
      ),
      (["echo", ""], ["echo", ""]),
    ] as [([String], [String])])
  func valuesAreArgumentsAsTheyAre(arguments: [String], command: [String]) {
    var conversation = conversation(own(arguments))
    #expect(conversation.press(.character("a")) == [.run(name: "look", command)])
  }

  @Test(
    arguments: [
      (
        ["echo", "{idd}"],
        "5:12 a batch has no {idd}; did you mean {id}?; write {{idd}} for the text {idd}"
      ),
      (["{id}"], "5:11 the program itself cannot be a placeholder"),
      ([], "3:10 there is no program to run"), ([""], "5:11 there is no program to run"),
    ] as [([String], String)])
  func mistakesAreSaid(arguments: [String], said: String) {
    let (keymap, problems) = Keymap.with(KeyChoices(own: [own(arguments)]))
    #expect(problems.map { "\($0.place.line):\($0.place.column) \($0.sentence)" } == [said])
    #expect(keymap.own.isEmpty)
  }

  @Test func aKeyIsTakenFromThePresetButNotFromAChoice() {
    let (taken, none) = Keymap.with(KeyChoices(own: [own(["x"], key: "e")]))
    #expect(none.isEmpty && taken.binding(of: .changeLog)?.keys == [])
    #expect(taken.ownCommand(for: .character("e"))?.name == "look")
    let down = KeyChoices.Choice(
      KeyChoices.Word("down", at: .init(line: 2, column: 1)),
      keys: [KeyChoices.Word("e", at: .init(line: 2, column: 9))])
    let (keymap, problems) = Keymap.with(KeyChoices([down], own: [own(["x"], key: "e")]))
    #expect(
      problems.map(\.sentence)
        == ["e cannot be a key of look: it is one of down (line 2, column 9)"])
    #expect(keymap[.character("e")] == .down)
    let (whole, locked) = Keymap.with(KeyChoices(own: [own(["x"], key: "ctrl-c")]))
    #expect(whole[.control("c")] == .interrupt && locked.count == 1 && whole.own.isEmpty)
  }

  @Test(
    arguments: [(nil, true, false), (nil, false, true), (true, true, true), (false, false, false)]
      as [(Bool?, Bool, Bool)])
  func whatMayChangeSomethingIsAskedAbout(confirms: Bool?, isReadOnly: Bool, asks: Bool) {
    var conversation = conversation(own(["x"], confirms: confirms, isReadOnly: isReadOnly))
    let effects = conversation.press(.character("a"))
    #expect(effects == (asks ? [] : [.run(name: "look", ["x"])]))
    #expect((conversation.state.overlay != nil) == asks)
    guard asks else { return }
    #expect(conversation.state.draw().text.contains("run look on it?"))
    #expect(conversation.press(.enter) == [], "Enter is no yes")
    conversation.press(.character("a"))
    #expect(conversation.press(.character("y")) == [.run(name: "look", ["x"])])
  }

  @Test func aFieldThatTheBatchLacksIsSaid() {
    var conversation = conversation(own(["x", "{error_file_id}"]))
    #expect(conversation.press(.character("a")) == [])
    #expect(conversation.state.messageText?.hasPrefix("look needs error_file_id, which") == true)
  }

  @Test func itIsListedInTheHelp() {
    var conversation = conversation(own(["echo", "{id}"]))
    conversation.press("?/look")
    #expect(conversation.state.draw().text.contains("look: echo {id}"))
  }

  @Test(
    arguments: [
      (.exited(0), "look has ended"), (.exited(3), "look ended with status 3"),
      (.signaled(9), "look was ended by signal 9"),
      (.notStarted, "look could not be run: there is no such program"),
    ] as [(ProgramEnd, String)])
  func howItEndedIsSaid(end: ProgramEnd, words: String) {
    var conversation = conversation(own(["x"]))
    conversation.send(.ran(name: "look", end))
    #expect(conversation.state.messageText == words)
  }

  // MARK: The console

  @Test func thePageOfTheBatchIsOpened() {
    var state = Fixture.state()
    var settings = state.settings
    settings.consolePage = Dialect.openai.consolePage(ofServerAt: "https://api.openai.com/v1")
    state = BrowserState(
      settings: settings, size: Size(columns: 80, rows: 24), charset: .unicode, now: Fixture.now)
    var conversation = Conversation([Fixture.batch(0)], state: state)
    conversation.send(.start)
    let url = "https://platform.openai.com/batches/b0"
    #expect(conversation.press(.character("b")) == [.openPage(url: url)])
    conversation.send(.openedPage(url: url, .noDesktop))
    #expect(conversation.state.messageText == "there is no desktop here to open \(url)")
    conversation.send(.openedPage(url: url, .failed(program: "xdg-open")))
    #expect(conversation.state.messageText == "xdg-open could not open \(url)")
  }

  @Test func anUnknownConsoleIsSaid() {
    var conversation = Conversation([Fixture.batch(0)])
    #expect(conversation.press(.character("b")) == [])
    #expect(conversation.state.messageText == "no console of this server is known")
  }

  @Test func noOtherServerHasTheConsole() {
    #expect(Dialect.openai.consolePage(ofServerAt: "http://127.0.0.1:8000/v1") == nil)
    #expect(Dialect.openai.consolePage(ofServerAt: "https://api.openai.com/v1/") != nil)
  }

  @Test(
    arguments: [
      ("../../evil", "%2E%2E%2F%2E%2E%2Fevil"), ("a?b#c", "a%3Fb%23c"), ("批", "%E6%89%B9"),
      ("batch_A-1~", "batch_A-1~"), ("\n", "%0A"),
    ] as [(BatchID, String)])
  func anIDStaysInThePath(id: BatchID, escaped: String) {
    let page = Dialect.openai.consolePage(ofServerAt: "https://api.openai.com/v1")
    #expect(page?.url(of: id) == "https://platform.openai.com/batches/" + escaped)
  }
}

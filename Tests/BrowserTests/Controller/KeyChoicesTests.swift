import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// Keys of the user's own.
@Suite struct KeyChoicesTests {
  /// Choices as a file would have them: "line command key key"; the column of the command is 1, those of the
  /// keys are 11, 12, ….
  private func choices(_ lines: [String], preset: String? = nil) -> KeyChoices {
    KeyChoices(
      preset: preset.map { KeyChoices.Word($0, at: .init(line: 1, column: 10)) },
      lines.enumerated().map { index, line in
        let words = line.split(separator: " ").map(String.init)
        return KeyChoices.Choice(
          KeyChoices.Word(words[0], at: .init(line: index + 2, column: 1)),
          keys: words.dropFirst().enumerated().map {
            KeyChoices.Word($1, at: .init(line: index + 2, column: 11 + $0))
          })
      })
  }

  private func keys(_ command: Command, _ keymap: Keymap) -> [String] {
    keymap.binding(of: command)?.keys.map(\.name) ?? []
  }

  @Test func namesOfCommandsArePlain() {
    for command in Command.allCases {
      #expect(command.name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }, "\(command.name)")
    }
  }

  @Test func everyKeyOfTheTablesHasANameThatIsRead() {
    for preset in KeyPreset.allCases {
      for binding in preset.keymap.bindings {
        for key in binding.keys {
          #expect(Key(named: key.name) == key, "\(key.name)")
          #expect(Key(named: key.label) == key, "help writes \(key.label)")
        }
      }
    }
  }

  @Test(arguments: KeyPreset.allCases)
  func noKeyOfAPresetMeansTwoThings(preset: KeyPreset) {
    for context in [Command.Context.everywhere, .question] {
      let keys = preset.keymap.bindings.filter { $0.command.context == context }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
    for command in Command.allCases where command != .halfPageDown {
      #expect(preset.keymap.hasKey(for: command), "\(preset.rawValue) has no key for \(command)")
    }
  }

  @Test func chosenKeysReplaceThoseOfTheCommandAndAreTakenFromOthers() {
    let (keymap, problems) = Keymap.with(choices(["down e", "half-page-down", "save ctrl-x w"]))
    #expect(problems.isEmpty)
    #expect(keys(.down, keymap) == ["e"])
    #expect(keys(.changeLog, keymap) == [])
    #expect(keys(.halfPageDown, keymap) == [])
    #expect(keys(.save, keymap) == ["ctrl-x", "w"])
    #expect(keys(.up, keymap) == ["k", "up"])
    #expect(keymap[.character("j")] == nil)
  }

  @Test func aPresetIsWhatOtherChoicesStartFrom() {
    let (keymap, problems) = Keymap.with(choices(["up ctrl-k"], preset: "emacs"))
    #expect(problems.isEmpty)
    #expect(keys(.up, keymap) == ["ctrl-k"])
    #expect(keys(.down, keymap) == ["ctrl-n", "down"])
  }

  @Test(
    arguments: [
      (
        "half-page-dwn d",
        "2:1 there is no command \"half-page-dwn\"; did you mean \"half-page-down\"?"
      ),
      ("zzzzzz d", "2:1 there is no command \"zzzzzz\""),
      (
        "down jj d",
        "2:11 \"jj\" is no key; keys are written as j, G, ctrl-d, alt-x, f1, enter, page-down"
      ),
      ("quit", "2:1 quit would have no key left, and the program could not be left"),
      ("save ctrl-c", "2:11 interrupt would have no key left, and the program could not be left"),
      ("down d d", "2:12 d is named twice for down (line 2, column 11)"),
    ])
  func mistakesAreSaid(line: String, said: String) {
    let (keymap, problems) = Keymap.with(choices([line]))
    #expect(problems.map { "\($0.place.line):\($0.place.column) \($0.sentence)" } == [said])
    #expect(keymap.hasKey(for: .quit) && keymap.hasKey(for: .interrupt))
  }

  @Test func aClashNamesBothPlaces() {
    let (keymap, problems) = Keymap.with(choices(["down d", "save s d"]))
    #expect(
      problems.map { "\($0.place.line):\($0.place.column) \($0.sentence)" }
        == ["3:12 d cannot be a key of save: it is one of down (line 2, column 11)"])
    #expect(keys(.down, keymap) == ["d"])
    #expect(keys(.save, keymap) == ["s"])
  }

  @Test func aCommandCanBeChosenOnce() {
    let (keymap, problems) = Keymap.with(choices(["down d", "down i"]))
    #expect(problems.map(\.place) == [.init(line: 3, column: 1)])
    #expect(keys(.down, keymap) == ["d"])
  }

  @Test func anUnknownPresetIsSaidAndTheUsualKeysStay() {
    let (keymap, problems) = Keymap.with(choices([], preset: "vi"))
    #expect(problems.map(\.sentence) == ["there is no preset \"vi\"; there are vim, arrows, emacs"])
    #expect(keymap == .standard)
  }

  /// Yes and no are asked where nothing else is: they may have keys that mean something elsewhere.
  @Test func questionsAreAContextOfTheirOwn() {
    let (keymap, problems) = Keymap.with(choices(["yes j", "no k"]))
    #expect(problems.isEmpty)
    #expect(keys(.down, keymap) == ["j", "down"])
    #expect(keymap.answer(to: .character("j")) == true)
    #expect(keymap.answer(to: .character("k")) == false)
    #expect(keymap.answer(to: .character("y")) == nil)
    #expect(keymap.answer(to: .character("q")) == false)
  }

  // MARK: Everywhere

  /// Every letter moved to another key.
  private var moved: Keymap {
    Keymap.with(
      choices([
        "down d", "up u", "open i", "back z", "quit Q", "next-problem a", "previous-problem A",
        "api-page-forward >", "api-page-back <", "copy-id c", "copy-field C", "save W", "help H",
        "filter \\", "change-log E", "columns O", "sort T", "yes o", "no x", "interrupt ctrl-x",
        "results X", "mark M", "tab-all f5", "tab-active f6",
      ])
    ).keymap
  }

  @Test(arguments: ["H", "E", "O", "T", "C"])
  func overlaysHaveTheChosenKeys(opens: String) {
    var conversation = Conversation(Fixture.batches(0..<50, active: [0]), keymap: moved)
    conversation.press(opens)
    #expect(conversation.state.overlay != nil, "\(opens) opens something")
    let before = conversation.state.overlay
    conversation.press("d")
    if opens != "E" { #expect(conversation.state.overlay != before, "d moves") }
    conversation.press("u")
    #expect(conversation.state.overlay == before, "u moves back")
    conversation.press("jkq")
    #expect(conversation.state.overlay != nil, "the usual keys do nothing")
    conversation.press("Q")
    #expect(conversation.state.overlay == nil)
  }

  @Test func questionsNameAndHaveTheChosenKeys() {
    var conversation = Conversation(
      Fixture.batches(0..<3, active: [0]), keymap: moved, allowsCancel: true)
    conversation.press(.character("X"))
    conversation.press("x")
    let keymap = Keymap.with(choices(["yes o", "no b"])).keymap
    conversation = Conversation(
      Fixture.batches(0..<3, active: [0]), keymap: keymap, allowsCancel: true)
    conversation.press("x")
    #expect(conversation.state.draw().text.contains("o yes   b no"))
    conversation.press("y")
    #expect(conversation.state.overlay != nil)
    #expect(conversation.press(.character("o")) == [.cancelBatches(["b0"])])
  }

  @Test(arguments: ["\\", "W", "H\\"])
  func promptsAreLeftByTheKeyThatInterrupts(opens: String) {
    var conversation = Conversation(Fixture.batches(0..<50), keymap: moved)
    conversation.press(opens)
    #expect(conversation.state.overlay != nil)
    let before = conversation.state.overlay
    conversation.press("zQjk")
    #expect(conversation.state.overlay != before, "letters are text")
    conversation.press(.control("x"))
    if opens == "H\\" {
      #expect(conversation.state.draw().text.contains("Move"), "the search ends, the help stays")
    } else {
      #expect(conversation.state.overlay == nil)
    }
  }

  @Test func tabsNameTheChosenKeys() {
    let text = Conversation(Fixture.batches(0..<3), keymap: moved).state.draw().text
    #expect(text.contains("F5 All 3") && text.contains("F6 Active"))
  }

  @Test func aCommandWithoutKeysIsNamedWhereSentencesNeedIt() {
    let keymap = Keymap.with(choices(["refresh", "filter"])).keymap
    #expect(
      MessageText(keymap: keymap).text(of: .pageFailed(Fixture.failure()))
        .hasSuffix("refresh tries again"))
    let foot = Conversation(Fixture.batches(0..<3), keymap: keymap).state.draw().text(row: 23)
    #expect(!foot.contains("filter") && foot.contains("j k move"))
  }

  /// With another keyboard layout, letters act by their place; text stays as typed.
  @Test func lettersOfOtherLayoutsActByTheirPlace() {
    var conversation = Conversation(Fixture.batches(0..<50))
    conversation.press("ооо")
    #expect(conversation.state.cursorIndex == 3)
    conversation.press("ם")
    conversation.press(.escape)
    conversation.press("/")
    conversation.press("йц")
    #expect(conversation.state.draw().text.contains("/йц"))
    conversation.press(.escape)
    conversation.press("ε")
    #expect(conversation.state.overlay != nil)
    conversation.press("й")
    #expect(conversation.state.overlay == nil)
    #expect(conversation.press(.character("й")).contains(.quit(status: 0)))
  }

  @Test func aLetterThatIsBoundItselfIsNotTakenByItsPlace() {
    let keymap = Keymap.with(choices(["refresh й"])).keymap
    #expect(keymap.command(for: .character("й")) == .refresh)
    #expect(keymap.command(for: .character("о")) == .down)
  }
}

import Screen
import Testing

@testable import NcursesTerminal

extension NcursesTerminalTests {
  /// What a terminal answers: the column of the cursor before and after each sample, then DA1.
  private func answers(ambiguous: Int = 1, emoji: Int = 1, marks: Int = 1) -> String {
    let columns = [0, ambiguous, 2, 2, emoji, emoji, emoji, marks, marks, 2, 1, 1, 2, 2]
    return columns.map { "\u{1B}[1;\($0 + 1)R" }.joined() + "\u{1B}[?62;1;4c"
  }

  @Test func theQueryGoesAheadOfTheFirstFrameAndOnlyOfThat() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    let opening = pseudo.output()
    #expect(opening.contains("\u{1B}[?1049h") && !opening.contains("\u{1B}[6n"))
    terminal.show(frame(terminal, "first"))
    let output = pseudo.output()
    let query = try #require(output.firstRange(of: "\u{1B}[6n"))
    let erased = try #require(
      output.firstRange(of: "\u{1B}[2J") ?? output.firstRange(of: "\u{1B}[J"))
    let text = try #require(output.firstRange(of: "first"))
    #expect(query.lowerBound < erased.lowerBound && erased.lowerBound < text.lowerBound)
    terminal.show(frame(terminal, "second"))
    #expect(!pseudo.output().contains("\u{1B}[6n"))
  }

  @Test func wideSignsAreDrawnAgainInTwoColumns() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "●|"))
    #expect(pseudo.output().contains("●|"))
    pseudo.type(answers(ambiguous: 2) + "j")
    let wide = Charset(text: .unicode, drawing: .narrow)
    #expect(nextEvents(terminal) == [.key(.character("j")), .charset(wide)])
    #expect(terminal.charset == wide)
    let again = frame(terminal, "●|")
    #expect(again[column: 0, row: 0].width == 2 && again[column: 2, row: 0].text == "|")
    terminal.show(again)
    #expect(pseudo.output().contains("●|"))
  }

  /// GNU screen moves the terminal's cursor by its own count.
  @Test(
    arguments: [
      ("screen-256color", AmbiguousWidth.auto, 2, "e ? \"x\" \u{25B8}\u{2219}|"),
      ("screen-256color", .two, 2, "é α “x” →·|"), ("screen-256color", .auto, 1, "é α “x” →·|"),
      ("xterm-256color", .auto, 2, "é α “x” →·|"),
    ])
  func insideScreenWideSignsAreReplaced(
    term: String, width: AmbiguousWidth, answered: Int, shown: String
  ) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try NcursesTerminal(
      input: pseudo.program, output: pseudo.program, color: .auto, ascii: false,
      ambiguousWidth: width, environment: ["TERM": term])
    defer { terminal.close() }
    terminal.show(frame(terminal, "first"))
    pseudo.type(answers(ambiguous: answered) + "j")
    _ = nextEvents(terminal)
    _ = pseudo.output()
    let frame = frame(terminal, "é α “x” →·|")
    #expect(frame.text(row: 0) == shown)
    terminal.show(frame)
    #expect(pseudo.output().contains(shown))
  }

  @Test func whatIsConfirmedIsShown() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "\u{1FAE9}|"))
    #expect(pseudo.output().contains("\u{FFFD}|"))
    pseudo.type(answers(emoji: 2))
    #expect(nextEvents(terminal) == [.charset(.unicode)])
    terminal.show(frame(terminal, "\u{1FAE9}|"))
    #expect(pseudo.output().contains("\u{1FAE9}"))
  }

  @Test func answersThatChangeNothingEndNoWait() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "批处理 ─│█…"))
    pseudo.type(answers())
    #expect(terminal.read(within: 0.01) == [])
    #expect(WidthRules.current.version == .unicode14)
    // Neither is a wake-up lost that comes together with them.
    pseudo.type("\u{1B}[?62c")
    terminal.wakeUp()
    #expect(terminal.read(within: nil) == [])
  }

  @Test(arguments: [(AmbiguousWidth.one, 2, Charset.Drawing.boxes), (.two, 1, .narrow)])
  func theUserKnowsBetter(width: AmbiguousWidth, answered: Int, drawing: Charset.Drawing) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try NcursesTerminal(
      input: pseudo.program, output: pseudo.program, color: .auto, ascii: false,
      ambiguousWidth: width, environment: ["TERM": "xterm-256color"])
    defer { terminal.close() }
    terminal.show(frame(terminal, "text"))
    pseudo.type(answers(ambiguous: answered) + "j")
    _ = nextEvents(terminal)
    #expect(terminal.charset.drawing == drawing)
    #expect(WidthRules.current.hasWideAmbiguous == (width == .two))
  }

  @Test func onlyASCIINeedsNoQuery() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo, ascii: true)
    defer { terminal.close() }
    terminal.show(frame(terminal, "text"))
    #expect(!pseudo.output().contains("\u{1B}[6n"))
    terminal.show(frame(terminal, "text", "批处理"))
    let output = pseudo.output()
    #expect(output.contains("\u{1B}[6n"))
    #expect(output.contains("批处理") && output.contains("text"), "the query erases a line")
  }

  @Test func anAnswerOfTheTerminalIsNotLeftToTheShell() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    terminal.show(frame(terminal, "text"))
    pseudo.type(answers())
    terminal.close()
    #expect(pseudo.unread() == "")
    #expect(WidthRules.current == .table)
  }

  @Test(arguments: [("ffff/ffff/ffff", true), ("0000/0000/0000", false)])
  func aLightBackgroundTakesDarkColours(background: String, isLight: Bool) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo, term: "xterm")
    defer { terminal.close() }
    var shown = Frame(size: terminal.size)
    shown.write("warning", column: 0, row: 0, style: Style(.cyan))
    terminal.show(shown)
    #expect(pseudo.output().contains("\u{1B}[36m"))
    pseudo.type("\u{1B}]11;rgb:\(background)\u{1B}\\" + answers() + "j")
    _ = nextEvents(terminal)
    terminal.invalidate()
    terminal.show(shown)
    #expect(pseudo.output().contains(isLight ? "\u{1B}[34m" : "\u{1B}[36m"))
  }
}

import Glibc
import Screen
import Testing

@testable import NcursesTerminal

/// Serialised: ncurses and signal handlers belong to the whole process.
@Suite(.serialized, .timeLimit(.minutes(1))) struct NcursesTerminalTests {
  func open(
    _ pseudo: PseudoTerminal, term: String = "xterm-256color", color: ColorChoice = .auto,
    ascii: Bool = false, environment: [String: String] = [:]
  ) throws -> NcursesTerminal {
    try NcursesTerminal(
      input: pseudo.program, output: pseudo.program, color: color, ascii: ascii,
      environment: environment.merging(["TERM": term]) { given, _ in given })
  }

  func frame(_ terminal: NcursesTerminal, _ lines: String...) -> Frame {
    var frame = Frame(size: terminal.size, charset: terminal.charset)
    for (row, line) in lines.enumerated() { frame.write(line, column: 0, row: row) }
    return frame
  }

  /// The next events of the terminal; waits that end without any are repeated.
  func nextEvents(_ terminal: NcursesTerminal) -> [InputEvent] {
    while true {
      let events = terminal.read(within: nil)
      if !events.isEmpty { return events }
    }
  }

  @Test func onlyWhatChangedIsSent() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "first line", "second line"))
    #expect(pseudo.output().contains("second line"))

    terminal.show(frame(terminal, "first line", "second line"))
    #expect(pseudo.output() == "")

    terminal.show(frame(terminal, "first line", "second lime"))
    let change = pseudo.output()
    #expect(change.contains("m"))
    #expect(!change.contains("second") && change.utf8.count < 16)

    terminal.invalidate()
    terminal.show(frame(terminal, "first line", "second lime"))
    #expect(pseudo.output().contains("first line"))
  }

  @Test func theWholeScreenCanBeFilled() throws {
    let pseudo = try PseudoTerminal(columns: 5, rows: 2)
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "abcde", "fghij"))
    let output = pseudo.output()
    for letter in "abcdefghij" { #expect(output.contains(letter)) }
    // A line feed at the bottom would scroll the screen.
    #expect(!output.contains("\n"))
  }

  @Test func theCursorIsShownOnlyWhereTextIsTyped() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    var frame = frame(terminal, "text")
    terminal.show(frame)
    #expect(pseudo.output().contains("\u{1B}[?25l"))
    frame.cursor = Point(column: 3, row: 2)
    terminal.show(frame)
    let shown = pseudo.output()
    #expect(shown.contains("\u{1B}[?25h"))
    frame.cursor = Point(column: 400, row: 2)
    terminal.show(frame)
    #expect(pseudo.output().contains("\u{1B}[?25l"))
  }

  @Test func theHiddenCursorRestsWhereItIsTold() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    var frame = frame(terminal, "text")
    frame.restingPoint = Point(column: 2, row: 4)
    terminal.show(frame)
    _ = pseudo.output()
    frame.restingPoint = Point(column: 2, row: 6)
    terminal.show(frame)
    let output = pseudo.output()
    #expect(output.contains("\u{1B}[7;3H") || output.contains("\u{1B}[7d"))
    #expect(!output.contains("\u{1B}[?25h"))
  }

  /// Emoji that older C libraries do not know. If ncurses used theirs, there would be a blank after
  /// each.
  @Test(arguments: ["\u{1FAEA}", "\u{1FADF}", "中"])
  func ncursesCountsByOurTable(wide: String) throws {
    let pseudo = try PseudoTerminal(columns: 8, rows: 1)
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.useRules(.table)
    terminal.show(frame(terminal, "\(wide)|"))
    #expect(pseudo.output().contains("\(wide)|"))
  }

  @Test func halvesOfWideCharactersAreReplaced() throws {
    let pseudo = try PseudoTerminal(columns: 8, rows: 1)
    let terminal = try open(pseudo)
    defer { terminal.close() }
    var shown = frame(terminal, "中文字典")
    terminal.show(shown)
    for (text, column) in [("x", 1), ("字", 2), ("中", 5), ("abc", 0), ("典", 6)] {
      shown.write(text, column: column, row: 0)
      terminal.show(shown)
    }
    _ = pseudo.output()
    // ncurses agrees about the contents: a full redraw is the last frame.
    terminal.invalidate()
    terminal.show(shown)
    #expect(pseudo.output().contains(shown.text(row: 0)))
  }

  @Test func aFrameOfAnotherSizeIsCut() throws {
    let pseudo = try PseudoTerminal(columns: 4, rows: 2)
    let terminal = try open(pseudo)
    defer { terminal.close() }
    var large = Frame(size: Size(columns: 10, rows: 5))
    large.write("abc中文", column: 0, row: 0)
    large.write("below", column: 0, row: 4)
    terminal.show(large)
    let output = pseudo.output()
    #expect(output.contains("abc") && !output.contains("中") && !output.contains("below"))
    terminal.show(Frame(size: Size(columns: 1, rows: 1)))
    terminal.show(Frame(size: Size(columns: 0, rows: 0)))
  }

  @Test(
    arguments: [
      ("xterm-256color", ColorChoice.auto, [:], "\u{1B}[38;5;"),
      ("xterm", .auto, [:], "\u{1B}[31m"), ("xterm", .auto, ["NO_COLOR": "1"], nil),
      ("xterm", .never, [:], nil), ("xterm", .always, ["NO_COLOR": "1"], "\u{1B}[31m"),
      ("vt100", .always, [:], nil),
    ] as [(String, ColorChoice, [String: String], String?)])
  func colors(
    term: String, color: ColorChoice, environment: [String: String], sequence: String?
  ) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo, term: term, color: color, environment: environment)
    defer { terminal.close() }
    var frame = Frame(size: terminal.size)
    frame.write("failed", column: 0, row: 0, style: Style(.red, .bold))
    terminal.show(frame)
    let output = pseudo.output()
    #expect(output.contains("failed"))
    #expect(output.contains("\u{1B}[0;1m") || output.contains("\u{1B}[1m"))
    #expect(output.contains(sequence ?? "\u{1B}[3") == (sequence != nil))
  }

  /// Where the terminal cannot, it is not made italic instead, nor anything else.
  @Test(arguments: [("xterm-256color", true), ("xterm", true), ("linux", false), ("vt100", false)])
  func textIsStruckThrough(term: String, can: Bool) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo, term: term)
    defer { terminal.close() }
    var frame = Frame(size: terminal.size)
    frame.write("kept ", column: 0, row: 0)
    frame.write("gone", column: 5, row: 0, style: Style(.red, [.bold, .struck]))
    frame.write(" kept", column: 9, row: 0)
    terminal.show(frame)
    let output = pseudo.output()
    #expect(output.contains("gone") && !output.contains("\u{1B}[3m"))
    #expect(output.contains("\u{1B}[9m") == can)
    guard can else { return }
    let parts = output.split(separator: "gone", maxSplits: 1)
    let before = parts[0].split(separator: "kept ", maxSplits: 1)
    #expect(before.last?.contains("\u{1B}[9m") == true)
    let end = parts[1].prefix { $0 != "k" }
    #expect(end.contains("\u{1B}[m") || end.contains("\u{1B}[0") || end.contains("\u{1B}[29m"))
  }

  @Test(
    arguments: [
      ([:], false, Charset.unicode), (["LANG": "C"], false, .ascii),
      (["LANG": "C"], true, .ascii),
      (["LC_ALL": "C.UTF-8"], false, .unicode),
      (["LC_ALL": "C.UTF-8"], true, Charset(text: .unicode, drawing: .ascii)),
      (["LC_ALL": "zh_CN.UTF-8"], false, Charset(text: .unicode, drawing: .narrow)),
      (["LC_ALL": "xx_XX.UTF-8"], false, .unicode), (["LC_ALL": "xx_XX.KOI8-R"], false, .ascii),
    ] as [([String: String], Bool, Charset)])
  func charset(environment: [String: String], ascii: Bool, expected: Charset) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo, ascii: ascii, environment: environment)
    defer { terminal.close() }
    #expect(terminal.charset == expected)
    terminal.show(frame(terminal, "é中"))
    #expect(pseudo.output().contains(expected.text == .unicode ? "é中" : "???"))
  }
}

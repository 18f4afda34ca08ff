import Glibc
import Screen
import Testing

@testable import NcursesTerminal

extension NcursesTerminalTests {
  @Test(arguments: ["xterm-256color", "xterm", "screen", "linux", "vt100"])
  func closingRestoresEverything(term: String) throws {
    let pseudo = try PseudoTerminal()
    let before = pseudo.settings()
    let terminal = try open(pseudo, term: term)
    terminal.reportsMouse = true
    terminal.show(frame(terminal, "text"))
    #expect(pseudo.settings() != before)
    let during = pseudo.output()
    terminal.close()
    #expect(pseudo.settings() == before)
    let after = pseudo.output()
    for mode in ["2004", "1004", "1000", "1006"] {
      #expect(during.contains("\u{1B}[?\(mode)h") && after.contains("\u{1B}[?\(mode)l"))
    }
    for (on, off) in [
      ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"),
      ("\u{1B}[?1h", "\u{1B}[?1l"),
    ] where during.contains(on) {
      #expect(after.contains(off))
    }
    terminal.close()
    terminal.show(Frame(size: terminal.size))
    #expect(pseudo.output() == "")
  }

  @Test func whatIsRestoredInACrashIsWhatClosingRestores() throws {
    let pseudo = try PseudoTerminal()
    let description = try TerminalDescription(name: "xterm-256color", descriptor: pseudo.program)
    let bytes = String(decoding: description.restoration, as: UTF8.self)
    for sequence in ["?1006l", "?1000l", "?1004l", "?2004l", "?25h", "?1l", "?1049l"] {
      #expect(bytes.contains("\u{1B}[\(sequence)"))
    }
    #expect(description.restoration.count < 200)
  }

  @Test(arguments: [
    ("", "TERM is not set"), ("dumb", "cannot position its cursor"), ("no-such", "is unknown here"),
    ("evil\u{1B}[31m", "evil?[31m"),
  ])
  func terminalsThatCannotBeUsed(term: String, sentence: String) throws {
    let pseudo = try PseudoTerminal()
    let before = pseudo.settings()
    let error = #expect(throws: TerminalError.self) { try open(pseudo, term: term) }
    #expect(error?.description.contains(sentence) == true)
    #expect(pseudo.settings() == before && pseudo.output() == "")
  }

  @Test func anUnknownTerminalIsTakenForASimilarOne() throws {
    let pseudo = try PseudoTerminal()
    let unknown = try TerminalDescription(name: "xterm-unheard-of", descriptor: pseudo.program)
    #expect(unknown.name == "xterm-256color" && unknown.unknownName == "xterm-unheard-of")
    let known = try TerminalDescription(name: "xterm", descriptor: pseudo.program)
    #expect(known.name == "xterm" && known.unknownName == nil)
    let terminal = try open(pseudo, term: "xterm-unheard-of")
    defer { terminal.close() }
    terminal.show(frame(terminal, "text"))
    #expect(pseudo.output().contains("\u{1B}[?1049h"))
  }

  @Test func whatIsNoTerminalIsRefused() throws {
    let pseudo = try PseudoTerminal()
    let file = Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { Glibc.close(file) }
    for (input, output, sentence) in [
      (file, pseudo.program, "Standard input is not a terminal"),
      (pseudo.program, file, "Standard output is not a terminal"),
    ] {
      let error = #expect(throws: TerminalError.self) {
        try NcursesTerminal(
          input: input, output: output, color: .auto, ascii: false,
          environment: ["TERM": "xterm"])
      }
      #expect(error?.description.hasPrefix(sentence) == true)
    }
  }

  @Test func thereIsOneAtATime() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    #expect(throws: TerminalError.self) { try open(pseudo) }
    terminal.close()
    try open(pseudo).close()
  }

  @Test func aNoticeRingsAndTells() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "text"))
    _ = pseudo.output()
    terminal.notify("done")
    #expect(pseudo.output() == "\u{7}\u{1B}]9;done\u{7}")
  }

  @Test(
    arguments: [
      (.nowhere, .terminal, true), (.tool("xclip"), .tool("xclip"), true), (.tmux, .tmux, false),
    ] as [(CopyRoute, CopyRoute, Bool)])
  func textGoesToTheTerminalUnlessTmuxTookIt(
    before: CopyRoute, after: CopyRoute, isSent: Bool
  ) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    _ = pseudo.output()
    #expect(terminal.copy("id", after: before) == after)
    #expect(pseudo.output() == (isSent ? "\u{1B}]52;c;aWQ=\u{7}" : ""))
  }
}

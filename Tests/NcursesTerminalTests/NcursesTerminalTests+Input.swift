import Glibc
import Screen
import Testing

@testable import NcursesTerminal

extension NcursesTerminalTests {
  @Test func keysArriveTogetherAndInOrder() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    pseudo.type("j\u{1B}OB\u{1B}[Bé")
    #expect(
      nextEvents(terminal) == [
        .key(.character("j")), .key(.down), .key(.down), .key(.character("é")),
      ])
  }

  @Test func aWaitEndsWithoutInput() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    #expect(terminal.read(within: 0.01) == [])
    terminal.wakeUp()
    terminal.wakeUp()
    #expect(terminal.read(within: nil) == [])
    pseudo.type("j")
    #expect(terminal.read(within: nil) == [.key(.character("j"))], "two calls end one wait")
  }

  @Test func anotherThreadEndsAWait() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    Task { [wakeUp = terminal.wakeUp] in wakeUp() }
    #expect(terminal.read(within: nil) == [])
  }

  /// Pages that keep arriving must not delay the end of a sequence forever.
  @Test func aLoneEscapeArrivesAmongWakeUps() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    pseudo.type("\u{1B}")
    var events: [InputEvent] = []
    while events.isEmpty {
      terminal.wakeUp()
      events = terminal.read(within: nil)
    }
    #expect(events == [.key(.escape)])
  }

  @Test func aLoneEscapeArrives() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    pseudo.type("\u{1B}")
    #expect(nextEvents(terminal) == [.key(.escape)])
  }

  @Test func aNewSizeArrivesOnce() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "text"))
    _ = pseudo.output()
    for columns in 20...30 { pseudo.resize(columns: columns, rows: 6) }
    kill(getpid(), SIGWINCH)
    #expect(nextEvents(terminal) == [.resize(Size(columns: 30, rows: 6))])
    #expect(terminal.size == Size(columns: 30, rows: 6))
    terminal.show(frame(terminal, "text"))
    #expect(pseudo.output().contains("text"))
    // There must be no second event before the next key.
    pseudo.type("j")
    #expect(nextEvents(terminal) == [.key(.character("j"))])
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 5), (500, 200)])
  func anySizeWorks(columns: Int, rows: Int) throws {
    let pseudo = try PseudoTerminal(columns: columns, rows: rows)
    let terminal = try open(pseudo)
    defer { terminal.close() }
    #expect(terminal.size == Size(columns: columns, rows: rows))
    terminal.show(frame(terminal, "中text"))
  }

  @Test(arguments: [
    (SIGTERM, InputEvent.terminate(signal: SIGTERM)), (SIGHUP, .terminate(signal: SIGHUP)),
    (SIGINT, .terminate(signal: SIGINT)), (SIGQUIT, .terminate(signal: SIGQUIT)),
    (SIGCONT, .resumed),
  ])
  func signalsArriveAsEvents(signal: Int32, event: InputEvent) throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    kill(getpid(), signal)
    #expect(nextEvents(terminal) == [event])
  }

  @Test func aHangUpArrivesAfterTheLastKeysAndOnce() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    pseudo.hangUp()
    #expect(nextEvents(terminal) == [.hangUp])
    #expect(terminal.read(within: 0.01) == [], "though its descriptor stays readable for ever")
    terminal.show(frame(terminal, "to nobody"))
    terminal.close()
  }

  @Test func theMouseIsReportedOnlyOnDemand() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    #expect(!pseudo.output().contains("\u{1B}[?1000h"))
    pseudo.type("\u{1B}[<0;1;1Mj")
    #expect(nextEvents(terminal) == [.key(.character("j"))])
    terminal.reportsMouse = true
    #expect(pseudo.output().contains("\u{1B}[?1000h\u{1B}[?1006h"))
    pseudo.type("\u{1B}[<0;3;4M")
    #expect(
      nextEvents(terminal) == [.mouse(MouseEvent(.press, at: Point(column: 2, row: 3)))])
    terminal.reportsMouse = false
    #expect(pseudo.output().contains("\u{1B}[?1000l"))
  }
}

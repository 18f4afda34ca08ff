import Dispatch
import Glibc
import Screen
import Testing

@testable import NcursesTerminal

extension NcursesTerminalTests {
  @Test func keysArriveTogetherAndInOrder() async throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    pseudo.type("j\u{1B}OB\u{1B}[Bé")
    #expect(
      await nextEvents(terminal) == [
        .key(.character("j")), .key(.down), .key(.down), .key(.character("é")),
      ])
  }

  @Test func keysWaitForWhoeverTakesThem() async throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    pseudo.type("jk")
    terminal.drainInput()
    #expect(await nextEvents(terminal) == [.key(.character("j")), .key(.character("k"))])
  }

  @Test func aLoneEscapeArrives() async throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    pseudo.type("\u{1B}")
    #expect(await nextEvents(terminal) == [.key(.escape)])
  }

  @Test func aNewSizeArrivesOnce() async throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    terminal.show(frame(terminal, "text"))
    _ = pseudo.output()
    for columns in 20...30 { pseudo.resize(columns: columns, rows: 6) }
    kill(getpid(), SIGWINCH)
    #expect(await nextEvents(terminal) == [.resize(Size(columns: 30, rows: 6))])
    #expect(terminal.size == Size(columns: 30, rows: 6))
    terminal.show(frame(terminal, "text"))
    #expect(pseudo.output().contains("text"))
    // No second event stands in line before the next key.
    pseudo.type("j")
    #expect(await nextEvents(terminal) == [.key(.character("j"))])
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
  func signalsArriveAsEvents(signal: Int32, event: InputEvent) async throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    kill(getpid(), signal)
    #expect(await nextEvents(terminal) == [event])
  }

  @Test func aHangUpArrivesAfterTheLastKeysAndOnce() async throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    pseudo.hangUp()
    #expect(await nextEvents(terminal) == [.hangUp])
    // Its descriptor stays readable for ever.
    #expect(terminal.sources.first?.isCancelled == true)
    terminal.drainInput()
    #expect(terminal.waiting.isEmpty)
    terminal.show(frame(terminal, "to nobody"))
    terminal.close()
  }

  @Test func theMouseIsReportedOnlyOnDemand() async throws {
    let pseudo = try PseudoTerminal()
    let terminal = try open(pseudo)
    defer { terminal.close() }
    #expect(!pseudo.output().contains("\u{1B}[?1000h"))
    pseudo.type("\u{1B}[<0;1;1Mj")
    #expect(await nextEvents(terminal) == [.key(.character("j"))])
    terminal.reportsMouse = true
    #expect(pseudo.output().contains("\u{1B}[?1000h\u{1B}[?1006h"))
    pseudo.type("\u{1B}[<0;3;4M")
    #expect(
      await nextEvents(terminal) == [.mouse(MouseEvent(.press, at: Point(column: 2, row: 3)))])
    terminal.reportsMouse = false
    #expect(pseudo.output().contains("\u{1B}[?1000l"))
  }
}

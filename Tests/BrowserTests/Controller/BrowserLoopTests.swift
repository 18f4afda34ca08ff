import Batches
import Screen
import Testing

@testable import Browser

/// The loop between a terminal and a service that are both made up; only the loop is real.
@MainActor
@Suite(.timeLimit(.minutes(1))) struct BrowserLoopTests {
  private let terminal = FakeTerminal()
  private let alarm = FakeAlarm()

  /// Runs the loop while the body plays the user; ends when the user quits.
  private func run(
    _ service: ScriptedService, at time: @autoclosure @escaping () -> Double = Fixture.now,
    _ body: @MainActor () async throws -> Void
  ) async throws -> BrowserLoop.Exit {
    let loop = BrowserLoop(
      state: Fixture.state(), terminal: terminal, service: service, files: FakeFiles(),
      alarm: alarm, clock: time)
    async let exit = loop.run()
    try await body()
    return await exit
  }

  @Test func showsTheFirstPageAndQuits() async throws {
    let exit = try await run(ScriptedService(Fixture.batches(0..<3))) {
      let frame = await terminal.frame(showing: "end of the list")
      #expect(frame.text.contains("3 loaded"))
      #expect(frame.text(row: 4).contains("b0"))
      terminal.type(.character("q"))
    }
    #expect(exit == BrowserLoop.Exit(status: 0))
  }

  @Test func showsThatItIsLoadingBeforeAnythingArrives() async throws {
    let service = ScriptedService(Fixture.batches(0..<3))
    await service.hold()
    let exit = try await run(service) {
      _ = await terminal.frame(showing: "loading the first page")
      terminal.type(.character("?"))
      _ = await terminal.frame(showing: "one row down")
      terminal.type(.control("c"), .control("c"), .control("c"))
      await service.release()
    }
    #expect(exit.status == 130)
  }

  @Test func manyKeysAtOnceAreDrawnOnce() async throws {
    _ = try await run(ScriptedService(Fixture.batches(0..<50))) {
      _ = await terminal.frame(showing: "50 loaded")
      let before = terminal.frames.count
      terminal.type(.down, .down, .down, .down, .down)
      #expect(terminal.frames.count == before + 1)
      terminal.type(.character("q"))
    }
  }

  /// Time stands still here, so that no frame in between is due.
  @Test func pagesThatFollowEachOtherFastAreNotDrawnOneByOne() async throws {
    _ = try await run(ScriptedService(Fixture.batches(0..<3000))) {
      _ = await terminal.frame(showing: "200 loaded")
      let before = terminal.frames.count
      terminal.type(.character("L"))
      #expect(terminal.frames.count == before + 1, "a key is answered at once")
      #expect(alarm.seconds.map { $0 <= 60 } == true)
      _ = await terminal.frame(showing: "all loaded: 3,000 rows")
      #expect(terminal.frames.count == before + 2)
      terminal.type(.character("q"))
    }
  }

  @Test func aFrameThatWasPutOffIsDrawnWhenItIsDue() async throws {
    var now = Fixture.now
    let service = ScriptedService(Fixture.batches(0..<3000))
    _ = try await run(service, at: now) {
      _ = await terminal.frame(showing: "200 loaded")
      await service.hold()
      terminal.type(.character("L"))
      await service.releaseOne()
      await alarm.set(under: 0.06)
      let before = terminal.frames.count
      now += 0.06
      alarm.goOff()
      #expect(terminal.frames.count == before + 1)
      #expect(terminal.frames.last?.text.contains("loading all: 1 page") == true)
      await service.release()
      terminal.type(.control("c"), .character("q"))
    }
  }

  @Test func aFrameIsTheSameWhereNothingChanged() async throws {
    _ = try await run(ScriptedService(Fixture.batches(0..<3))) {
      let before = await terminal.frame(showing: "end of the list")
      terminal.type(.up)
      alarm.goOff()
      #expect(terminal.frames.suffix(2) == [before, before], "the first row has nothing above it")
      terminal.type(.character("q"))
    }
  }

  @Test func theClockMovesTheTimesOnScreen() async throws {
    var now = Fixture.now
    _ = try await run(ScriptedService(Fixture.batches(0..<3)), at: now) {
      _ = await terminal.frame(showing: "end of the list")
      _ = await terminal.frame(showing: "refreshed just now")
      // All rows are an hour old: the next text to change is the minute at the head.
      #expect(alarm.seconds.map { $0 > 1 && $0 <= 60 } == true)
      now += 120
      alarm.goOff()
      _ = await terminal.frame(showing: "refreshed 2m ago")
      terminal.type(.character("q"))
    }
  }

  @Test func aFailureCountsDownAndIsTriedAgain() async throws {
    var now = Fixture.now
    let service = ScriptedService(Fixture.batches(0..<3))
    await service.fail(Fixture.failure(retry: .after(4)))
    _ = try await run(service, at: now) {
      _ = await terminal.frame(showing: "The server is busy, trying again in 4 s, 1 of 4")
      now += 1
      alarm.goOff()
      _ = await terminal.frame(showing: "trying again in 3 s")
      now += 3
      alarm.goOff()
      _ = await terminal.frame(showing: "3 loaded")
      terminal.type(.character("q"))
    }
    #expect(await service.log.count == 1)
  }

  @Test func rowsThatArriveOutOfSightAreTold() async throws {
    let service = ScriptedService(Fixture.batches(0..<50))
    _ = try await run(service) {
      _ = await terminal.frame(showing: "50 loaded")
      terminal.type(.down, .down)
      await service.insert(Fixture.batches([900, 901]))
      terminal.type(.character("r"))
      let frame = await terminal.frame(showing: "↑ 2 new")
      #expect(frame.text(row: 6).contains("b2"), "the cursor keeps its line")
      terminal.type(.character("q"))
    }
  }

  @Test func aSignalEndsWithItsStatus() async throws {
    let exit = try await run(ScriptedService([])) {
      _ = await terminal.frame(showing: "No batches here yet")
      terminal.onInput?([.terminate(signal: 15), .key(.character("j"))])
    }
    #expect(exit == BrowserLoop.Exit(status: 143, signal: 15))
  }

  /// A program that was stopped is not told that its window has become another.
  @Test func redrawingAsksForTheSize() async throws {
    _ = try await run(ScriptedService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      terminal.size = Size(columns: 60, rows: 15)
      terminal.type(.control("l"))
      #expect(terminal.log == ["invalidate"])
      #expect(terminal.frames.last?.size == terminal.size)
      terminal.type(.character("q"))
    }
  }

  @Test func suspendDrawsEverythingAnew() async throws {
    _ = try await run(ScriptedService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      let before = terminal.frames.count
      terminal.type(.control("z"))
      #expect(terminal.log == ["suspend"])
      #expect(terminal.frames.count == before + 1)
      terminal.type(.character("q"))
    }
  }
}

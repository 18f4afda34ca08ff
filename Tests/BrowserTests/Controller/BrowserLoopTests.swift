import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// The loop between a terminal and a service that are both made up; only the loop is real.
@Suite(.timeLimit(.minutes(1))) struct BrowserLoopTests {
  private let terminal = FakeTerminal()
  private let clock = FakeClock()

  /// Runs the loop while the body plays the user; ends when the user quits.
  private func run(
    _ service: FakeService, _ body: () async throws -> Void
  ) async throws -> BrowserLoop.Exit {
    async let exit = BrowserLoop.run(on: terminal) { [terminal, clock] in
      BrowserLoop(
        state: Fixture.state(), terminal: terminal, service: service, files: FakeFiles(),
        clock: { clock.now })
    }
    try await body()
    return await exit
  }

  @Test func showsTheFirstPageAndQuits() async throws {
    let exit = try await run(FakeService(Fixture.batches(0..<3))) {
      let frame = await terminal.frame(showing: "end of the list")
      #expect(frame.text.contains("3 loaded"))
      #expect(frame.text(row: 4).contains("b0"))
      await terminal.type(.character("q"))
    }
    #expect(exit == BrowserLoop.Exit(status: 0))
  }

  @Test func showsThatItIsLoadingBeforeAnythingArrives() async throws {
    let service = FakeService(Fixture.batches(0..<3))
    await service.hold()
    let exit = try await run(service) {
      _ = await terminal.frame(showing: "loading the first page")
      await terminal.type(.character("?"))
      _ = await terminal.frame(showing: "one row down")
      await terminal.type(.control("c"), .control("c"), .control("c"))
      await service.release()
    }
    #expect(exit.status == 130)
  }

  @Test func manyKeysAtOnceAreDrawnOnce() async throws {
    _ = try await run(FakeService(Fixture.batches(0..<50))) {
      _ = await terminal.frame(showing: "50 loaded")
      #expect(await terminal.type(.down, .down, .down, .down, .down).count == 1)
      await terminal.type(.character("q"))
    }
  }

  /// Time stands still here, so that no frame in between is due.
  @Test func pagesThatFollowEachOtherFastAreNotDrawnOneByOne() async throws {
    let service = FakeService(Fixture.batches(0..<3000))
    _ = try await run(service) {
      _ = await terminal.frame(showing: "200 loaded")
      await service.hold()
      #expect(await terminal.type(.character("L")).count == 1, "a key is answered at once")
      let before = terminal.frames.count
      await service.release()
      _ = await terminal.frame(showing: "all loaded: 3,000 rows")
      #expect(terminal.frames.count == before + 1)
      await terminal.type(.character("q"))
    }
  }

  @Test func largePagesAreDecodedBesideTheLoop() async throws {
    let service = FakeService(Fixture.batches(0..<3000))
    await service.weigh(PageDelivery.largestAtOnce + 1)
    _ = try await run(service) {
      _ = await terminal.frame(showing: "200 loaded")
      await terminal.type(.character("L"))
      _ = await terminal.frame(showing: "all loaded: 3,000 rows")
      await terminal.type(.character("q"))
    }
  }

  /// Whatever comes first, the answer or the order to drop it, later pages arrive.
  @Test func aLargePageThatIsNotWantedAnyMoreHoldsNothingUp() async throws {
    let service = FakeService(Fixture.batches(0..<3000))
    _ = try await run(service) {
      _ = await terminal.frame(showing: "200 loaded")
      await service.weigh(PageDelivery.largestAtOnce + 1)
      for _ in 0..<20 {
        await service.hold()
        await terminal.type(.character("L"))
        await service.releaseOne()
        await terminal.type(.control("c"))
        await service.release()
      }
      await terminal.type(.character("L"))
      _ = await terminal.frame(showing: "all loaded: 3,000 rows")
      await terminal.type(.character("q"))
    }
  }

  @Test func aFrameThatWasPutOffIsDrawnWhenItIsDue() async throws {
    let service = FakeService(Fixture.batches(0..<3000))
    _ = try await run(service) {
      _ = await terminal.frame(showing: "200 loaded")
      await service.hold()
      await terminal.type(.character("L"))
      await service.releaseOne()
      await terminal.waits(lessThan: 0.06)
      clock.advance(0.06)
      let frames = await terminal.runOut()
      #expect(frames.count == 1)
      #expect(frames.last?.text.contains("loading all: 1 page") == true)
      await service.release()
      await terminal.type(.control("c"), .character("q"))
    }
  }

  @Test func aFrameIsTheSameWhereNothingChanged() async throws {
    _ = try await run(FakeService(Fixture.batches(0..<3))) {
      let before = await terminal.frame(showing: "end of the list")
      #expect(await terminal.type(.up) == [before], "the first row has nothing above it")
      #expect(await terminal.runOut() == [before])
      await terminal.type(.character("q"))
    }
  }

  @Test func theClockMovesTheTimesOnScreen() async throws {
    _ = try await run(FakeService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      _ = await terminal.frame(showing: "refreshed just now")
      // All rows are an hour old: the next text to change is the minute at the head.
      #expect(terminal.seconds.map { $0 > 1 && $0 <= 60 } == true)
      clock.advance(120)
      await terminal.runOut()
      _ = await terminal.frame(showing: "refreshed 2m ago")
      await terminal.type(.character("q"))
    }
  }

  @Test func aFailureCountsDownAndIsTriedAgain() async throws {
    let service = FakeService(Fixture.batches(0..<3))
    await service.fail(Fixture.failure(retry: .after(4)))
    _ = try await run(service) {
      _ = await terminal.frame(showing: "The server is busy, trying again in 4 s, 1 of 4")
      clock.advance(1)
      await terminal.runOut()
      _ = await terminal.frame(showing: "trying again in 3 s")
      clock.advance(3)
      await terminal.runOut()
      _ = await terminal.frame(showing: "3 loaded")
      await terminal.type(.character("q"))
    }
    #expect(await service.log.count == 1)
  }

  @Test func rowsThatArriveOutOfSightAreTold() async throws {
    let service = FakeService(Fixture.batches(0..<50))
    _ = try await run(service) {
      _ = await terminal.frame(showing: "50 loaded")
      await terminal.type(.down, .down)
      await service.insert(Fixture.batches([900, 901]))
      await terminal.type(.character("r"))
      let frame = await terminal.frame(showing: "▴ 2 new")
      #expect(frame.text(row: 6).contains("b2"), "the cursor keeps its line")
      await terminal.type(.character("q"))
    }
  }

  @Test func aSignalEndsWithItsStatus() async throws {
    let exit = try await run(FakeService([])) {
      _ = await terminal.frame(showing: "No batches here yet")
      await terminal.send([.terminate(signal: 15), .key(.character("j"))])
    }
    #expect(exit == BrowserLoop.Exit(status: 143, signal: 15))
  }

  /// A stopped program gets no signal when its window changes.
  @Test func redrawingAsksForTheSize() async throws {
    _ = try await run(FakeService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      terminal.size = Size(columns: 60, rows: 15)
      await terminal.type(.control("l"))
      #expect(terminal.log == ["invalidate"])
      #expect(terminal.frames.last?.size == terminal.size)
      await terminal.type(.character("q"))
    }
  }

  @Test func suspendDrawsEverythingAnew() async throws {
    _ = try await run(FakeService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      #expect(await terminal.type(.control("z")).count == 1)
      #expect(terminal.log == ["suspend"])
      await terminal.type(.character("q"))
    }
  }

  @Test func keysAreAnsweredWhileACopyGoesOn() async throws {
    terminal.programs.hold()
    _ = try await run(FakeService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      await terminal.type(.character("y"))
      await terminal.programs.isOffered("b0")
      await terminal.type(.character("?"))
      #expect(terminal.frames.last?.text.contains("one row down") == true)
      await terminal.type(.character("q"))
      #expect(terminal.log == [], "what is sent to the terminal waits for the programs")
      terminal.programs.answer("b0")
      _ = await terminal.frame(showing: "copied the id, with keeper")
      #expect(terminal.log == ["copy b0"])
      await terminal.type(.character("q"))
    }
  }

  @Test func ofTwoCopiesTheLaterOneWins() async throws {
    terminal.programs.hold()
    terminal.programs.ignoreCancelling()
    _ = try await run(FakeService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      await terminal.type(.character("y"))
      await terminal.programs.isOffered("b0")
      await terminal.type(.down, .character("y"))
      #expect(terminal.programs.log == ["offer b0", "cancel b0"], "one at a time")
      terminal.programs.answer("b0")
      await terminal.programs.isOffered("b1")
      terminal.programs.answer("b1")
      _ = await terminal.frame(showing: "copied the id, with keeper")
      #expect(terminal.log == ["copy b1"])
      await terminal.type(.character("q"))
    }
  }

  @Test func whoeverCopiesAndLeavesAtOnceHasTheText() async throws {
    terminal.programs.hold()
    let exit = try await run(FakeService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      await terminal.type(.character("y"), .character("q"))
      await terminal.programs.isOffered("b0")
      terminal.programs.answer("b0")
    }
    #expect(exit == BrowserLoop.Exit(status: 0))
    #expect(terminal.log == ["copy b0"])
  }

  @Test func aSignalDoesNotWaitForACopy() async throws {
    terminal.programs.hold()
    let exit = try await run(FakeService(Fixture.batches(0..<3))) {
      _ = await terminal.frame(showing: "end of the list")
      await terminal.type(.character("y"))
      await terminal.programs.isOffered("b0")
      await terminal.send([.terminate(signal: 15)])
    }
    #expect(exit == BrowserLoop.Exit(status: 143, signal: 15))
    #expect(terminal.log == ["copy b0"])
    terminal.programs.answer("b0")
  }
}

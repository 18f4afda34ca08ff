import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// What the log makes of a command, on a screen of five rows for 30 entries.
struct LogOverlayTests {
  private let batches = Fixture.batches(0..<30)

  private var context: OverlayContext {
    var context = OverlayFixture.context(batches, size: Size(columns: 80, rows: 9))
    context.changeLog = OverlayFixture.log(of: batches)
    return context
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var commands: [Command]
    /// The chosen entry, counted from the newest, and the first one on screen.
    var chosen: Int
    var top: Int
    var result = OverlayResult.consumed([])
  }

  @Test(arguments: [
    Case(testDescription: "down", commands: [.down], chosen: 1, top: 0),
    Case(testDescription: "up from the first", commands: [.up], chosen: 0, top: 0),
    Case(
      testDescription: "beyond the last row", commands: Array(repeating: .down, count: 5),
      chosen: 5, top: 1),
    Case(testDescription: "half a screen", commands: [.halfPageDown], chosen: 2, top: 0),
    Case(testDescription: "a screen", commands: [.pageDown], chosen: 5, top: 1),
    Case(testDescription: "to the oldest", commands: [.last], chosen: 29, top: 25),
    Case(testDescription: "and beyond", commands: [.last, .down], chosen: 29, top: 25),
    Case(testDescription: "a screen back", commands: [.last, .pageUp], chosen: 24, top: 24),
    Case(testDescription: "to the newest", commands: [.last, .first], chosen: 0, top: 0),
    Case(
      testDescription: "a key of the list", commands: [.down, .refresh], chosen: 1, top: 0,
      result: .ignored),
    Case(
      testDescription: "its own key closes it", commands: [.changeLog], chosen: 0, top: 0,
      result: .closed([])),
  ])
  func moves(_ given: Case) {
    let context = context
    let (log, result) = LogOverlay(of: context.changeLog)
      .after(given.commands.map { .command($0) }, in: context)
    #expect(context.changeLog.index(of: log.chosen) == given.chosen)
    #expect(log.visible(in: context).lowerBound == given.top)
    #expect(result == given.result)
  }

  @Test func opensTheBatchOfTheChosenEntry() {
    var context = context
    let log = LogOverlay(of: context.changeLog)
    let events: [OverlayEvent] = [.command(.down), .command(.open)]
    #expect(log.after(events, in: context).1 == .closed([.reveal(batches[1])]))
    context.list = BatchList()
    #expect(
      log.after(events, in: context).1
        == .consumed([.say(.notInList(name: "b1"))]))
  }

  @Test func anEmptyLogHasNothingToOpen() {
    let context = OverlayFixture.context(batches)
    let log = LogOverlay(of: context.changeLog)
    #expect(log.after([.command(.last)], in: context).1 == .consumed([]))
    #expect(log.after([.command(.open)], in: context).1 == .consumed([]))
    #expect(log.drawn(in: context).text.contains("Nothing has changed"))
  }
}

import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// All parts of the screen show batches by the server's clock.
struct ServerTimeTests {
  private static let now = Int(Fixture.now)
  private static let hour = 3600

  /// An hour of an organisation by a clock that is three hours ahead, newest first.
  private static let skewed: [Batch] = (0..<12).map { number in
    let created = now + 3 * hour - 60 - number * 300
    guard number > 2 else {
      return SampleBatches.batch(
        "b\(number)", "in_queue", [.created: created, .expires: created + 86_400],
        name: "queued-\(number)")
    }
    return SampleBatches.batch(
      "b\(number)", "in_progress",
      [.created: created, .inProgress: created + 120, .expires: created + 86_400],
      RequestCounts(total: 100, completed: 10 * number - 20, failed: 0), name: "run-\(number)")
  }

  @Test func agesAreToldByTheServersClock() throws {
    let conversation = Conversation(Self.skewed, size: Size(columns: 120, rows: 40))
    let state = conversation.state
    #expect(state.clocks.serverClock.ahead == 3 * Self.hour - 60)
    let row = try #require(state.shownRow(at: 11))
    let age = ListColumn.age.content.line(
      of: row.batch, columns: 4, theme: .unicode, in: state.listCell(of: state.listColumns)
    ).text
    #expect(age == "55m")
    expectSnapshot(of: state.draw(), named: "clock-120x40")
    let wake = try #require(state.nextWake)
    #expect(wake > Fixture.now && wake <= Fixture.now + 60)
  }

  @Test func thePictureHoldsWhatIsAheadOfOurClock() {
    var conversation = Conversation(Self.skewed, size: Size(columns: 80, rows: 24))
    conversation.press("v")
    let text = conversation.state.draw().text
    #expect(!text.contains("→") && text.contains("═════"))
    expectSnapshot(of: conversation.state.draw(), named: "clock-gantt-80x24")
  }

  @Test func oneWrongTimeShiftsNoOther() throws {
    var batches = Fixture.batches(1...10)
    batches[0].times = Timestamps([.created: Self.now + 5 * Self.hour])
    var conversation = Conversation(batches)
    let state = conversation.state
    func age(_ index: Int) -> String? {
      state.shownRow(at: index).map {
        ListColumn.age.content.line(
          of: $0.batch, columns: 4, theme: .unicode, in: state.listCell(of: state.listColumns)
        ).text
      }
    }
    #expect(age(0) == "?")
    #expect(age(1) == "1h")
    // It is in the picture all the same.
    conversation.press("v")
    let window = try #require(conversation.state.screen.gantt?.window)
    let start = window.start(now: Fixture.now)
    #expect(start < Fixture.now && start + window.span > Fixture.now + 5 * 3600)
  }

  @Test func everythingReadAgainTellsTheClockAnew() {
    var conversation = Conversation(Self.skewed, size: Size(columns: 120, rows: 40))
    #expect(conversation.state.clocks.serverClock.ahead == 3 * Self.hour - 60)
    // Our own clock is put right.
    conversation.now += Double(3 * Self.hour)
    conversation.press("R")
    #expect(conversation.state.clocks.serverClock.ahead == 0)
    #expect(!conversation.state.draw().text.contains("server clock"))
  }

  @Test func aPaceIsNoSlowerForAClockLearntBetweenTwoLooks() throws {
    // At first one batch alone is ahead, which tells nothing.
    var old = Self.skewed[11]
    old.times = Timestamps([
      .created: Self.now - 7200, .inProgress: Self.now - 3600, .expires: Self.now + 79_200,
    ])
    var conversation = Conversation([Self.skewed[0], old])
    conversation.now += 600
    conversation.server.batches[1].counts = RequestCounts(total: 100, completed: 95, failed: 0)
    conversation.server.batches.insert(Self.skewed[1], at: 0)
    conversation.press("r")
    #expect(conversation.state.clocks.serverClock.ahead > 2 * Self.hour)
    let row = try #require(conversation.state.shownRow(at: 2))
    let eta = try #require(conversation.state.outlook(of: row).eta)
    #expect(
      eta.text(now: conversation.state.clocks.server.second).hasPrefix(
        "95%, 30/h, done in about 10m"))
  }

  @Test func anEstimateMeetsTheDeadlineByTheServersClock() throws {
    var conversation = Conversation(Self.skewed)
    conversation.now += 600
    conversation.server.batches[11].counts = RequestCounts(total: 100, completed: 95, failed: 0)
    conversation.press("r")
    let row = try #require(conversation.state.shownRow(at: 11))
    let eta = try #require(conversation.state.outlook(of: row).eta)
    // 5 requests in 10 minutes; the deadline is a day after its creation by the server's clock.
    #expect(
      eta.text(now: conversation.state.clocks.server.second)
        == "95%, 30/h, done in about 10m, 22h 45m before the deadline")
  }
}

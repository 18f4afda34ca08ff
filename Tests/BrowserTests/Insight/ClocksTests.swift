import Batches
import Testing

@testable import Browser

struct ClocksTests {
  private static let start = 1_780_000_000

  /// Two batches that began so many seconds after our clock's time.
  private func changes(ahead: Int) -> ListChanges {
    var changes = ListChanges()
    changes.added = ["a", "b"].map {
      SampleBatches.batch($0, "in_progress", [.created: Self.start + ahead])
    }
    return changes
  }

  @Test func agreeUntilABatchComesFromTheFuture() {
    var clocks = Clocks(local: Double(Self.start) + 0.75)
    let isCorrected = clocks.learn(from: changes(ahead: -10))
    #expect(!isCorrected)
    #expect(clocks.local == clocks.server)
    #expect((clocks.local.time, clocks.local.second) == (Double(Self.start) + 0.75, Self.start))
  }

  @Test func theServersRunsAheadOfOurs() {
    var clocks = Clocks(local: Double(Self.start) + 0.75)
    let isCorrected = clocks.learn(from: changes(ahead: 3600))
    #expect(isCorrected)
    #expect(clocks.local.second == Self.start)
    #expect(clocks.server.second == Self.start + 3600)
    #expect(clocks.server.time == Double(Self.start) + 3600.75)
    #expect(clocks.localTime(ofServerTime: clocks.server.time) == clocks.local.time)
    let isCorrectedAgain = clocks.learn(from: changes(ahead: 3600))
    #expect(!isCorrectedAgain)
    clocks.set(local: Double(Self.start) + 60)
    #expect(clocks.server.second == Self.start + 3660)
  }

  @Test func whatWasLearntCanBeReplaced() {
    var clocks = Clocks(local: Double(Self.start))
    _ = clocks.learn(from: changes(ahead: 3600))
    let isCorrected = clocks.replace(ServerClock())
    #expect(isCorrected)
    #expect(clocks.server == clocks.local)
    let isCorrectedAgain = clocks.replace(ServerClock())
    #expect(!isCorrectedAgain)
  }
}

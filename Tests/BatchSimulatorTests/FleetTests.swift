import Batches
import Testing

@testable import BatchSimulator

@Suite struct FleetTests {
  static let start = 1_749_049_200

  @Test(arguments: [1, 3, 20, 250, 100_000, 1_000_000, 1_000_000_000])
  func `As many batches exist at the start as were asked for`(count: Int) {
    let fleet = Fleet(count: count, seed: 1, start: Self.start)
    #expect(fleet.count(at: Self.start) == count)
  }

  @Test func `Paging reaches every batch once, newest first`() throws {
    let fleet = Fleet(count: 250, seed: 3, start: Self.start)
    var seen: [Batch] = []
    var cursor: Int?
    var hasMore = true
    while hasMore, seen.count <= 250 {
      let page = fleet.page(after: cursor, limit: 40, at: Self.start)
      seen += page.batches
      hasMore = page.hasMore
      cursor = try #require(fleet.ordinal(of: page.batches.last?.id ?? "", at: Self.start))
    }
    #expect(seen.count == 250)
    #expect(Set(seen.map(\.id)).count == 250)
    let created = seen.compactMap { $0.times[.created] }
    #expect(created == created.sorted(by: >))
    #expect(created.count == 250)
  }
}

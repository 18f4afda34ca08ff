import Batches
import Testing

@testable import BatchSimulator

@Suite struct FleetTests {
  static let start = 1_749_049_200
  static let hour = 3_600

  @Test(arguments: [0, 1, 3, 20, 250, 100_000, 1_000_000, 1_000_000_000], [1, 2, 77] as [UInt64])
  func requestedNumberOfBatchesExistsAtTheStart(count: Int, seed: UInt64) {
    let fleet = Fleet(count: count, seed: seed, start: Self.start)
    #expect(fleet.count(at: Self.start) == count)
    #expect(fleet.count(at: Self.start + 24 * Self.hour) > count)
  }

  @Test(arguments: [(3, 20), (40, 20), (250, 100), (250, 1), (101, 100)])
  func pagingReachesEveryBatchOnceNewestFirst(count: Int, limit: Int) throws {
    let fleet = Fleet(count: count, seed: 3, start: Self.start)
    var seen: [Batch] = []
    var cursor: Int?
    var hasMore = true
    while hasMore, seen.count <= count {
      let page = fleet.page(after: cursor, limit: limit, at: Self.start)
      #expect(page.batches.count <= limit)
      seen += page.batches
      hasMore = page.hasMore
      cursor = try #require(fleet.ordinal(of: page.batches.last?.id ?? "", at: Self.start))
    }
    #expect(seen.count == count)
    #expect(Set(seen.map(\.id)).count == count)
    let created = seen.compactMap { $0.times[.created] }
    #expect(created.count == count)
    #expect(created == created.sorted(by: >))
    #expect(created.allSatisfy { $0 <= Self.start })
  }

  @Test func sameSeedGivesTheSameBatchesAnotherSeedGivesOthers() {
    func head(_ seed: UInt64) -> [Batch] {
      Fleet(count: 250, seed: seed, start: Self.start)
        .page(after: nil, limit: 100, at: Self.start + 500).batches
    }
    #expect(head(1) == head(1))
    #expect(head(1).map(\.id) != head(2).map(\.id))
    #expect(head(1).map(\.name) != head(2).map(\.name))
  }

  @Test func lastPageOfABillionBatches() {
    let fleet = Fleet(count: 1_000_000_000, seed: 1, start: Self.start)
    let page = fleet.page(after: 150, limit: 100, at: Self.start)
    #expect(page.ordinals == 50..<150)
    #expect(page.hasMore)
    let last = fleet.page(after: 50, limit: 100, at: Self.start)
    #expect(last.ordinals == 0..<50)
    #expect(!last.hasMore)
    #expect(fleet.ordinal(of: fleet.id(of: 0), at: Self.start) == 0)
  }

  @Test func newBatchesArriveWithoutMovingOthers() {
    let fleet = Fleet(count: 250, seed: 1, start: Self.start)
    let before = fleet.page(after: nil, limit: 100, at: Self.start)
    let after = fleet.page(after: nil, limit: 100, at: Self.start + Self.hour)
    let arrived = after.ordinals.upperBound - 250
    #expect((15...80).contains(arrived))
    #expect(
      after.batches.dropFirst(arrived).map(\.id) == before.batches.dropLast(arrived).map(\.id))
  }

  @Test func nextArrivalIsNear() {
    let fleet = Fleet(count: 250, seed: 1, start: Self.start)
    let times = (250..<450).compactMap { fleet.batch($0, at: Self.start).times[.created] }
    let waits = zip(times, [Self.start] + times).map { $0 - $1 }
    #expect((waits.max() ?? .max) < 300)
    #expect((waits.min() ?? 0) >= 0)
  }

  @Test func batchThatHasNotArrivedCannotBeFound() throws {
    let fleet = Fleet(count: 250, seed: 1, start: Self.start)
    let next = fleet.id(of: 250)
    #expect(fleet.ordinal(of: next, at: Self.start) == nil)
    #expect(fleet.ordinal(of: next, at: Self.start + 24 * Self.hour) == 250)
  }

  @Test(
    arguments: [
      "", "batch_", "batch_aaaaaaaaaa", "batch_7777777777", "batch_AAAAAAAAAA", "batch_aaaaaaaaa1",
      "batch_aaaaaaaaaaa", "aaaaaaaaaa", "批", "batch_ééééé",
    ])
  func idOfNoBatchIsNotFound(id: String) {
    let fleet = Fleet(count: 250, seed: 1, start: Self.start)
    #expect(fleet.ordinal(of: id, at: Self.start) == nil)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func firstHundredAlwaysShowEveryUnfinishedStatus(seed: UInt64) {
    let fleet = Fleet(count: 250, seed: seed, start: Self.start)
    for step in 0..<200 {
      let time = Self.start + step * 977
      let head = fleet.page(after: nil, limit: 100, at: time).batches
      let meanings = Set(head.map(\.status.meaning))
      let missing = BatchStatus.Meaning.allCases.filter { meaning in
        !meaning.isTerminal && meaning != .unknown && !meanings.contains(meaning)
      }
      #expect(missing.isEmpty, "\(step) steps after the start")
    }
  }

  @Test func firstHundredAndFiftyHaveEveryOutcomeAndKindOfName() {
    let fleet = Fleet(count: 250, seed: 1, start: Self.start)
    let rows = fleet.page(after: nil, limit: 150, at: Self.start).batches
    let kinds: [(String, (Batch) -> Bool)] = [
      ("completed without failures", { $0.status.meaning == .completed && $0.errorFileID == nil }),
      ("completed in part", { $0.outputFileID != nil && $0.errorFileID != nil }),
      ("all failed", { $0.status.meaning == .completed && $0.outputFileID == nil }),
      ("failed with an error", { $0.status.meaning == .failed && !$0.errors.isEmpty }),
      ("cancelled with output", { $0.status.meaning == .cancelled && $0.outputFileID != nil }),
      ("expired with output", { $0.status.meaning == .expired && $0.outputFileID != nil }),
      ("expired without", { $0.status.meaning == .expired && $0.outputFileID == nil }),
      ("named in Chinese", { $0.name.unicodeScalars.contains { $0.value > 0x4E00 } }),
      ("named in English", { !$0.metadata.isEmpty && $0.name.utf8.count == $0.name.count }),
      ("named by its file alone", { $0.metadata.isEmpty && $0.fileName != nil }),
      ("without a name", { $0.name == $0.id }),
    ]
    for (kind, isOfKind) in kinds {
      #expect(rows.contains(where: isOfKind), "\(kind)")
    }
  }
}

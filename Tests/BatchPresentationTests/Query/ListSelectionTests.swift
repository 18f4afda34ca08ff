import BatchInsight
import BatchStore
import Batches
import TestSupport
import Testing

@testable import BatchPresentation

/// What `list` prints, compared with what the browser shows of the same rows.
@Suite struct ListSelectionTests {
  private static let now = SampleBatches.now

  /// Batches of all kinds, many of them still at work.
  private static let batches: [Batch] = {
    var random = SplitMix64(seed: 18)
    return (0..<60).map { number in
      var batch = SampleBatches.all[Int(random.next() % UInt64(SampleBatches.all.count))]
      batch.id = "batch_\(number)"
      let shift = Int(random.next() % 90_000)
      for field in TimestampField.allCases {
        batch.times[field] = batch.times[field]?.minusSaturating(shift)
      }
      return batch
    }
  }()

  private static let filters = [
    "", "nightly", "status:failed", "-status:completed", "verdict:stuck", "verdict:some-failed",
    "age<3h", "failed>0", "duration>1h status:running", "left<10h", "kept<30d",
    "name:eval -error:json",
    "progress<50%", "ended>yesterday", "requests>100", "status:stuck",
  ]
  private static let orders: [SortOrder] =
    [.server, SortOrder(by: .duration).reversed] + ListColumn.allCases.map { SortOrder(by: $0) }

  private static func query(_ filter: String, _ order: SortOrder) throws -> ViewQuery {
    var query = ViewQuery()
    query.filter = try Filter.parse(filter, zone: .utc, now: now).get()
    query.order = order
    return query
  }

  /// The browser, with all rows loaded.
  private static func shown(_ query: ViewQuery) -> [String] {
    var list = BatchList()
    var statistics = ListStatistics(now: now)
    var clocks = Clocks(local: Double(now))
    let changes = list.merge(batches, after: .head, asOf: Double(now))
    _ = clocks.learn(from: changes)
    statistics.apply(changes, to: list)
    let outcome = Arrangement(
      list: list, query: query, now: clocks.server.second, baselines: statistics.baselines
    ).run()
    return outcome?.shown.ids ?? batches.map(\.id)
  }

  /// - Parameter pages: rows on each page.
  private static func selected(
    _ query: ViewQuery, limit: Int? = nil, pages: Int
  ) -> (ids: [String], isCut: Bool) {
    var selection = ListSelection(query: query, limit: limit, now: Double(now))
    var rows: [Batch] = []
    var start = 0
    while start < batches.count, !selection.isFull {
      let end = min(start + pages, batches.count)
      rows += selection.add(Array(batches[start..<end]), now: Double(now))
      start = end
    }
    rows += selection.finish()
    #expect(rows.count == selection.count)
    return (rows.map(\.id), selection.isCut)
  }

  @Test(arguments: filters)
  func selectsWhatTheBrowserShows(filter: String) throws {
    for order in Self.orders {
      let query = try Self.query(filter, order)
      let shown = Self.shown(query)
      for pages in [7, 100] {
        #expect(Self.selected(query, pages: pages).ids == shown, "\(order) \(pages)")
      }
    }
  }

  @Test(arguments: [1, 3, 20, 60, 1000])
  func stopsAtTheLimit(limit: Int) throws {
    for filter in ["status:failed", "verdict:some-failed", "-status:completed"] {
      for order in [SortOrder.server, SortOrder(by: .duration)] {
        let query = try Self.query(filter, order)
        let shown = Self.shown(query)
        let (ids, isCut) = Self.selected(query, limit: limit, pages: 400)
        #expect(ids == Array(shown.prefix(limit)))
        #expect(isCut == (shown.count > limit))
      }
    }
  }

  /// Whoever reads a million rows must not hold them all for a plain list.
  @Test func plainRowsComeOutAtOnce() throws {
    var selection = ListSelection(query: ViewQuery(), limit: nil, now: Double(Self.now))
    #expect(selection.isPlain)
    #expect(selection.add(Self.batches, now: Double(Self.now)).count == Self.batches.count)
    let failed = try Self.query("status:failed", .server)
    selection = ListSelection(query: failed, limit: nil, now: Double(Self.now))
    #expect(!selection.isPlain)
    #expect(!selection.add(Self.batches, now: Double(Self.now)).isEmpty)
    #expect(selection.finish().isEmpty)
  }

  /// A verdict in a column rests on the medians of all rows.
  @Test func aFieldThatNeedsAllRowsHoldsThemBack() {
    for (field, holds) in [("verdict", true), ("age", false), ("id", false)] {
      var selection = ListSelection(
        query: ViewQuery(), fields: ReportField(field).map { [$0] }, limit: nil,
        now: Double(Self.now))
      let atOnce = selection.add(Self.batches, now: Double(Self.now))
      #expect(atOnce.isEmpty == holds)
      #expect(atOnce.count + selection.finish().count == Self.batches.count)
    }
  }
}

import BatchInsight
import BatchStore
import Batches

/// Which rows of a list are printed: those that answer a query, in its order, as the browser shows
/// them once it has loaded the same pages.
///
/// Rows go through one page at a time. Where the order, or what is usual in the organisation, decides
/// about them, none comes out before the last page is in.
package struct ListSelection: Sendable {
  private let query: ViewQuery
  /// Rows to select at most; nil for all of them.
  private let limit: Int?
  /// Whether it takes all rows to know which are selected, or what is printed of them.
  private let collects: Bool
  /// Whether the time decides about rows, or what is printed of them.
  private let readsClocks: Bool
  private var clocks: Clocks
  private var list = BatchList()
  private var statistics: ListStatistics
  /// Rows that have come out.
  package private(set) var count = 0
  /// Whether more rows of the pages answer the query than the limit lets out.
  package private(set) var isCut = false

  /// - Parameters:
  ///   - fields: what is printed of each row; nil for fields of the API.
  ///   - now: seconds since 1970 by our clock.
  package init(query: ViewQuery, fields: [ReportField]? = nil, limit: Int?, now: Double) {
    self.query = query
    self.limit = limit
    collects =
      query.order.column != nil || query.dependsOnBaselines
      || fields?.contains(where: \.dependsOnBaselines) == true
    readsClocks = !query.isPlain || fields != nil
    clocks = Clocks(local: now)
    statistics = ListStatistics(now: clocks.local.second)
  }

  /// Whether the rows come out as they came in, up to the limit.
  package var isPlain: Bool { query.isPlain && !collects }

  /// Whether no further row is wanted.
  package var isFull: Bool { !collects && limit.map { count >= $0 } ?? false }

  /// The time that rows are judged at: seconds since 1970 in UTC, by the server's clock.
  package var now: Int { clocks.server.second }

  /// What is usual, for verdicts. What is gone from the server is in no phase any more.
  package var baselines: PhaseBaselines {
    query.filter.wantsGone ? .none : statistics.baselines
  }

  /// Takes in the next page.
  /// - Parameter now: seconds since 1970 by our clock.
  /// - Returns: the rows that are known to be selected now.
  package mutating func add(_ batches: [Batch], now: Double) -> [Batch] {
    guard readsClocks || collects else {
      count += batches.count
      return batches
    }
    clocks.set(local: now)
    guard !collects else {
      let anchor = list.lastID.map { BatchList.Anchor.after(id: $0) } ?? .head
      let changes = list.merge(batches, after: anchor, asOf: now)
      _ = clocks.learn(from: changes)
      statistics.apply(changes, to: list)
      return []
    }
    var changes = ListChanges()
    changes.added = batches
    _ = clocks.learn(from: changes)
    return output(
      query.isPlain
        ? batches
        : batches.filter { query.matches($0, now: self.now, baselines: baselines) })
  }

  /// - Returns: the selected rows that have not come out yet, after the last page.
  package mutating func finish() -> [Batch] {
    guard collects else { return [] }
    let arrangement = Arrangement(
      list: list, query: query, now: now, baselines: baselines)
    let ids = arrangement.run()?.shown.ids
    let matches = ids?.count ?? list.count
    let rows = (0..<min(matches, limit ?? .max)).compactMap { index in
      ids.map { list.row($0[index])?.batch } ?? list[index].batch
    }
    isCut = rows.count < matches
    count = rows.count
    return rows
  }

  /// Lets rows out, up to the limit.
  private mutating func output(_ batches: [Batch]) -> [Batch] {
    let rows = limit.map { Array(batches.prefix($0 - count)) } ?? batches
    isCut = rows.count < batches.count
    count += rows.count
    return rows
  }
}

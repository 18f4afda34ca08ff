import BatchHistory
import BatchStore
import Batches
import Browser

/// The history of an account for the browser: its rows at the start, and what is read meanwhile.
///
/// It lives on the threads of the pool, so that no key waits for the disk.
actor HistoryKeeper: BrowserHistory {
  private let history: SQLiteHistory
  /// Where the rows end that the browser has.
  private var position: HistoryPosition?
  /// Whether a reason was given why nothing can be kept.
  private var hasFailed = false
  /// The damaged file that was reported; nil for none.
  private var reportedDamage: String?

  /// Rows that are handed out at once, after the first ones.
  private static let rowsAtOnce = 2000

  /// - Parameters:
  ///   - history: damage that was found so far is reported by the caller.
  ///   - position: the last row that the browser begins with; nil for none.
  init(_ history: sending SQLiteHistory, behind position: HistoryPosition?) {
    reportedDamage = history.damaged
    self.history = history
    self.position = position
  }

  func recall(_ take: @escaping @Sendable (RecalledRows) -> Void) async {
    while !Task.isCancelled {
      let page =
        (try? history.rows(.present, after: position, limit: Self.rowsAtOnce)) ?? HistoryPage()
      position = page.last ?? position
      take(RecalledRows(page))
      if !page.hasMore { return }
      // What is to be kept need not wait for all rows.
      await Task.yield()
    }
  }

  func goneRows() async -> GoneRows {
    var gone = GoneRows()
    var last: HistoryPosition?
    while !Task.isCancelled {
      let page = (try? history.rows(.gone, after: last, limit: Self.rowsAtOnce)) ?? HistoryPage()
      gone.add(
        page.rows.map { (BatchRow($0.batch, asOf: Double($0.lastSeen)), $0.goneSince ?? 0) })
      last = page.last
      if !page.hasMore { break }
      await Task.yield()
    }
    return gone
  }

  func record(_ entry: HistoryEntry, at now: Int) async -> HistoryProblem? {
    do {
      switch entry.rows {
      case .stretch(let batches, let after, let reachesEnd):
        try record(batches, after, reachesEnd: reachesEnd, now)
      case .scattered(let batches):
        var reading = history.begin(start(batches.first.flatMap { try? before($0) }), at: now)
        try history.record(batches, in: &reading, at: now)
      case .all(let list, let reachesEnd):
        try record(list, reachesEnd: reachesEnd, now)
      }
      hasFailed = false
    } catch {
      defer { hasFailed = true }
      return hasFailed ? nil : .notKept(error.reason)
    }
    guard let damaged = history.damaged, damaged != reportedDamage else { return nil }
    reportedDamage = damaged
    return .damaged(damaged)
  }

  private func start(_ after: BatchID?) -> HistoryStart { after.map { .after($0) } ?? .head }

  private func before(_ batch: Batch) throws(HistoryFailure) -> BatchID? {
    try history.batch(before: batch.key)
  }

  private func record(
    _ batches: [Batch], _ after: BatchID?, reachesEnd: Bool, _ now: Int
  ) throws(HistoryFailure) {
    var reading = history.begin(start(after), at: now)
    try history.record(batches, in: &reading, at: now)
    try history.end(reading, reachedEnd: reachesEnd, at: now)
  }

  private func record(
    _ list: BatchList, reachesEnd: Bool, _ now: Int
  ) throws(HistoryFailure) {
    var reading = history.begin(.head, at: now)
    for start in stride(from: 0, to: list.count, by: Self.rowsAtOnce) {
      // Without its end, a reading says nothing of what it did not meet.
      if Task.isCancelled { return }
      let batches = (start..<min(start + Self.rowsAtOnce, list.count)).map { list[$0].batch }
      try history.record(batches, in: &reading, at: now)
    }
    try history.end(reading, reachedEnd: reachesEnd, at: now)
  }

  func end() async { history.close() }
}

extension RecalledRows {
  init(_ page: HistoryPage) {
    self.init(
      rows: page.rows.map { BatchRow($0.batch, asOf: Double($0.lastSeen)) },
      gaps: page.rows.filter(\.gapBelow).map(\.batch.key), isLast: !page.hasMore,
      reachesEnd: page.reachesEnd)
  }
}

import BatchInsight
import BatchStore
import Batches

/// The requests of one full reload (`R`): everything that is loaded, from the head, into a list
/// of its own that takes the old one's place at the end.
struct FullReload: Sendable {
  /// Above this many pages the user is asked first.
  static let pagesWithoutAsking = 20
  /// Pages beyond the old length before the walk stops looking for the old end.
  private static let mostExtraPages = 10

  let startedAt: Double
  private(set) var list = BatchList()
  private(set) var pagesRead = 0
  /// What the batches of this walk alone tell: what was learnt before may be wrong by now.
  private(set) var clock = ServerClock()
  /// Becomes the pager of the list's tail.
  private(set) var pager: Pager
  private let limit: Int
  /// Where in the old list the last gap is; what lies below it must be met before its end is.
  private let lastGap: Int
  /// The old list's row of the highest index that was met; nil before any.
  private var deepest: Int?
  /// Rows read when the first known one was met.
  private var rowsBeforeKnown = 0
  private var isAtEnd = false
  /// Ids of rows that the old list does not have, or has with another content, as they came; kept up
  /// page by page, so that the end of a long walk costs no look at every row.
  private var differing: [String] = []
  /// Rows of each chunk of the old list that were met, by the chunk's key.
  private var met: [Int: Int] = [:]

  /// - Parameters:
  ///   - limit: rows a page.
  ///   - sendsLimit: whether the server is asked for so many; false where it refuses to be.
  ///   - lastGap: the index in the old list of the row below which rows may be missing; -1 where
  ///     none are.
  ///   - startedAt: seconds since 1970.
  init(
    limit: Int, sendsLimit: Bool = true, lastGap: Int = -1, startedAt: Double
  ) {
    self.limit = limit
    self.lastGap = lastGap
    self.pager = Pager(limit: sendsLimit ? limit : nil)
    self.startedAt = startedAt
  }

  /// The request to send next; nil when everything that `old` holds has been passed.
  func next() -> ServiceRequest? {
    isAtEnd ? nil : pager.next.map { .page($0) }
  }

  /// - Parameter now: seconds since 1970 by our clock.
  mutating func accept(_ page: BatchPage, replacing old: BatchList, now: Int) {
    pagesRead += 1
    for batch in page.batches { clock.record(batch, now: now) }
    let anchor = list.lastID.map { BatchList.Anchor.after(id: $0) } ?? .head
    let changes = list.merge(page.batches, after: anchor, asOf: startedAt)
    compare(changes, with: old)
    pager.accept(page, newIDs: changes.added.count)
    let met = page.batches.compactMap { old.index(of: $0.id) }.max()
    let passed = deepest ?? -1
    if deepest == nil && met == nil { rowsBeforeKnown = list.count }
    deepest = [deepest, met].compactMap { $0 }.max()
    // Without the old last row (it may be gone) the old end is passed with the first page that
    // holds nothing of the old list, once what lies below its gaps was met.
    isAtEnd =
      deepest == old.count - 1 || (met == nil && passed > lastGap)
      || (deepest != nil
        && list.count >= rowsBeforeKnown + old.count + Self.mostExtraPages * limit)
  }

  private mutating func compare(_ changes: ListChanges, with old: BatchList) {
    for batch in changes.added {
      if let key = old.chunkKey(of: batch.id) { met[key, default: 0] += 1 }
      if old.row(batch.id)?.batch != batch { differing.append(batch.id) }
    }
    differing += changes.changed.map(\.after.id)
  }

  /// What it takes to get from the old list to this one.
  /// - Parameter old: the list that all pages were compared with.
  func changes(from old: BatchList) -> ListChanges {
    var changes = ListChanges()
    var seen: Set<BatchID> = []
    for id in differing where seen.insert(BatchID(id)).inserted {
      guard let after = list.row(id)?.batch else { continue }
      guard let before = old.row(id)?.batch else {
        changes.added.append(after)
        continue
      }
      if before != after { changes.changed.append(.init(before: before, after: after)) }
    }
    changes.removed = old.rows(beside: met) { !list.contains($0) }
    return changes
  }

  mutating func recover(from failure: ServiceFailure) -> Bool {
    pager.recover(from: failure)
  }
}

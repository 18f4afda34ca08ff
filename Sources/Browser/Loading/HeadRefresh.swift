import BatchStore
import Batches

/// The requests of one refresh (`r`): from the head of the list until it meets rows it knows,
/// then the rows on screen and those still active. Answers are gathered and applied together at
/// the end, so that a refresh that fails changes nothing.
struct HeadRefresh: Sendable {
  /// Pages read from the head; beyond them a gap is left rather than the user waiting.
  static let mostHeadPages = 10

  let startedAt: Double
  /// Whether each page of the head is merged as it comes.
  let appliesPages: Bool
  private(set) var headPages: [BatchPage] = []
  /// The head was not joined to the rows below it.
  private(set) var leavesGap = false
  /// Elements without an id that the answers held.
  private(set) var skipped = SkippedElements()

  private let limit: Int
  private var pager: Pager
  private var metKnown = false
  private let wanted: RowUpdates.Wanted
  /// Of the rows beyond the head; nil while it is read.
  private var rowUpdates: RowUpdates?
  private var seen: Set<BatchID> = []

  /// - Parameters:
  ///   - limit: rows a page.
  ///   - sendsLimit: whether the server is asked for so many; false where it refuses to be.
  ///   - pinned: ids of rows that are read each time, whatever else there is.
  ///   - onScreen: ids of the rows on screen.
  ///   - startedAt: seconds since 1970.
  init(
    limit: Int, sendsLimit: Bool = true, pinned: Set<BatchID> = [], onScreen: Set<BatchID>,
    appliesPages: Bool = false, startedAt: Double
  ) {
    self.limit = limit
    self.pager = Pager(limit: sendsLimit ? limit : nil)
    self.wanted = RowUpdates.Wanted(pinned: pinned, onScreen: onScreen)
    self.appliesPages = appliesPages
    self.startedAt = startedAt
  }

  /// Rows brought up to date beyond the head pages.
  var updates: [Batch] { rowUpdates?.batches ?? [] }

  /// Whether the next page is one of the head.
  var isReadingHead: Bool { rowUpdates == nil }

  /// Whether nothing can be missing below the pages of the head.
  var isJoined: Bool { metKnown || headPages.isEmpty }

  /// Whether the list ends with the last page of the head.
  var reachesEnd: Bool { pager.coverage == .complete }

  /// The last row that came from the head.
  var lastOfHead: BatchID? { headPages.last { !$0.batches.isEmpty }?.batches.last?.key }

  /// The request to send next; nil when the refresh is complete.
  mutating func next(in list: BatchList) -> ServiceRequest? {
    if !metKnown && !leavesGap {
      if let request = pager.next { return .page(request) }
      metKnown = true
    }
    let updates = rowUpdates ?? RowUpdates(of: wanted, limit: limit, seen: seen, in: list)
    rowUpdates = updates
    return updates.next(limit: pager.limit)
  }

  /// Takes the answer to a page request.
  mutating func accept(_ page: BatchPage, in list: BatchList) {
    // A row that moved on to this page is no known one, although the page before may be merged.
    let new = page.batches.filter { seen.insert(BatchID($0.id)).inserted }
    if rowUpdates != nil {
      if let after = rowUpdates?.accept(page, seen: seen, in: list) {
        skipped.add(page, asked: after)
      }
      return
    }
    headPages.append(page)
    skipped.add(page, asked: pager.next?.after, newIDs: new.count)
    pager.accept(page, newIDs: new.count)
    metKnown = new.contains { list.contains($0.id) }
    leavesGap = !metKnown && headPages.count == Self.mostHeadPages && pager.next != nil
  }

  /// Takes the answer to a request for one batch.
  mutating func accept(_ batch: Batch) { rowUpdates?.accept(batch) }

  /// Takes what another request brought between two of these: it is later than what was gathered of
  /// the same rows.
  mutating func take(newer batches: [Batch]) {
    guard !headPages.isEmpty || !updates.isEmpty else { return }
    let newer = Dictionary(batches.map { ($0.key, $0) }) { $1 }
    rowUpdates?.replace(by: newer)
    for page in headPages.indices { headPages[page].batches.replace(by: newer) }
  }

  /// Goes on without an answer that the server refused to give.
  /// - Returns: whether the refresh can do without it.
  mutating func recover(from failure: ServiceFailure) -> Bool {
    if rowUpdates != nil { return rowUpdates?.recover(from: failure) ?? false }
    guard failure.kind == .notFound || failure.kind == .badRequest else { return false }
    return pager.recover(from: failure)
  }
}

import Batches

/// Reading the list as a value, without I/O: says which page to request, processes pages and
/// failures, and delivers each batch once. `BatchReader` carries it out.
public struct ListTraversal: Sendable, Hashable {
  private let start: BatchID?
  private var pager: Pager
  private var seen: Set<BatchID> = []
  /// Rows that may still be delivered; nil without a limit.
  private var remainingRows: Int?
  private var retriesDone = 0
  private var progress = ListingResult(end: .complete)
  private var isFinished = false
  /// Whether the row to start after has not been read yet.
  private var isSearching: Bool

  /// - Parameter continuesAnywhere: whether the server continues after any row; otherwise the list is
  ///   read from its head, and rows count from the one to start after.
  public init(_ request: ListingRequest, continuesAnywhere: Bool = true) {
    start = request.after.map { BatchID($0) }
    isSearching = !continuesAnywhere && start != nil
    remainingRows = request.limit
    // Rows over the limit would be read in vain.
    let pageSize = min(request.pageSize, request.limit ?? .max)
    pager = Pager(
      limit: isSearching ? request.pageSize : pageSize, after: isSearching ? nil : start)
  }

  /// The request to send next; nil when the traversal is finished.
  public var next: PageRequest? { isFinished ? nil : pager.next }

  /// The request that follows the page to `next`, so that it can be sent before that page is decoded;
  /// nil where that depends on the rows.
  public func next(behind outline: PageOutline) -> PageRequest? {
    let isNew = outline.lastID != start && !seen.contains(outline.lastID)
    guard !isFinished, !isSearching, isNew, outline.elements < remainingRows ?? .max else {
      return nil
    }
    return pager.next(behind: outline)
  }

  /// Rows delivered so far.
  public var rows: Int { progress.rows }

  /// How the traversal ended; nil while it is unfinished.
  public var result: ListingResult? { isFinished ? progress : nil }

  /// Processes the page that `next` requested.
  /// - Returns: the batches of the page that were not delivered before, in the server's order.
  public mutating func accept(_ page: BatchPage) -> [Batch] {
    retriesDone = 0
    var rows = unseen(in: page)
    pager.accept(page, newIDs: rows.count)
    if isSearching { skipToStart(&rows) }
    progress.skipped = pager.skipped.count

    let excess = max(0, rows.count - (remainingRows ?? .max))
    rows.removeLast(excess)
    remainingRows = remainingRows.map { $0 - rows.count }
    progress.rows += rows.count
    let isCut = excess > 0
    switch pager.coverage {
    case _ where isCut: finish(.limitReached)
    case .complete where isSearching: finish(.failed(Self.noStart))
    case .complete: finish(.complete)
    case .maybeIncomplete(let reason):
      // Nothing was read, and the rejected page size is why.
      let refusal = progress.rows == 0 && pager.limit == nil ? pager.limitRefusal : nil
      finish(refusal.map { .failed($0) } ?? .maybeIncomplete(reason))
    case .more where remainingRows == 0: finish(.limitReached)
    case .more: break
    }
    return rows
  }

  /// Processes the failure of `next`.
  /// - Parameter jitter: from 0 to 1, see `RetryPolicy`.
  /// - Returns: the pause before `next` is to be sent; nil when the traversal is finished.
  public mutating func recover(from failure: ServiceFailure, jitter: Double) -> RetryPause? {
    if pager.recover(from: failure) { return RetryPause(seconds: 0, retry: retriesDone) }
    guard
      let pause = RetryPause(after: failure, retriesDone: retriesDone, jitter: jitter)
    else {
      finish(.failed(failure))
      return nil
    }
    retriesDone = pause.retry
    return pause
  }

  private static let noStart = ServiceFailure(
    .notFound, "There is no batch to start after", refusedParameter: .after)

  private mutating func skipToStart(_ rows: inout [Batch]) {
    guard let start, let index = rows.firstIndex(where: { $0.key.isNamed(start) }) else {
      rows = []
      return
    }
    isSearching = false
    rows.removeFirst(index + 1)
  }

  private mutating func finish(_ end: ListingResult.End) {
    progress.end = end
    isFinished = true
  }

  private mutating func unseen(in page: BatchPage) -> [Batch] {
    var rows = page.batches
    // A server that ignores the cursor, or includes it in the page, sends rows from before the start.
    if !isSearching, let start, let index = rows.lastIndex(where: { $0.key == start }) {
      seen.formUnion(rows[...index].map { $0.key })
      rows.removeFirst(index + 1)
    }
    // By index: an element passed to a closure would be copied with all its fields.
    let new = rows.indices.filter { seen.insert(rows[$0].key).inserted }
    return new.count == rows.count ? rows : new.map { rows[$0] }
  }
}

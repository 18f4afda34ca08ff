import Batches

/// A walk through the list as a value: says what to ask for, takes the answers and failures in,
/// and hands out each batch once. `BatchReader` does what it says.
public struct ListingWalk: Sendable, Hashable {
  private let start: BatchID?
  private var pager: Pager
  private var seen: Set<BatchID> = []
  /// Rows that may still be handed out; nil without a limit.
  private var room: Int?
  private var retriesDone = 0
  private var result = ListingResult(end: .complete)
  private var hasEnded = false

  public init(_ request: ListingRequest) {
    start = request.after.map { BatchID($0) }
    room = request.limit
    // A first page beyond the limit would be read for nothing.
    let pageSize = min(request.pageSize, request.limit ?? .max)
    pager = Pager(limit: pageSize, after: start)
  }

  /// The request to send next; nil when the walk has ended.
  public var next: PageRequest? { hasEnded ? nil : pager.next }

  /// The request that follows the answer to `next`, so that it can be sent before that answer is
  /// decoded; nil where only the rows tell whether there is one.
  public func next(behind outline: PageOutline) -> PageRequest? {
    let isNew = outline.lastID != start && !seen.contains(outline.lastID)
    guard !hasEnded, isNew, outline.elements < room ?? .max else { return nil }
    return pager.next(behind: outline)
  }

  /// Rows handed out so far.
  public var rows: Int { result.rows }

  /// How the walk ended; nil while it goes on.
  public var ended: ListingResult? { hasEnded ? result : nil }

  /// Takes the answer to `next`.
  /// - Returns: the batches of the page that were not handed out before, in the server's order.
  public mutating func accept(_ page: BatchPage) -> [Batch] {
    retriesDone = 0
    var rows = unseen(in: page)
    pager.accept(page, newIDs: rows.count)
    result.skipped = pager.skipped

    let excess = max(0, rows.count - (room ?? .max))
    rows.removeLast(excess)
    room = room.map { $0 - rows.count }
    result.rows += rows.count
    let isCut = excess > 0
    switch pager.coverage {
    case _ where isCut: end(.limitReached)
    case .complete: end(.complete)
    case .maybeIncomplete(let reason): end(.maybeIncomplete(reason))
    case .more where room == 0: end(.limitReached)
    case .more: break
    }
    return rows
  }

  /// Takes the failure of `next`.
  /// - Parameter jitter: from 0 to 1, see `RetryPolicy`.
  /// - Returns: the wait before `next` is to be asked for again; nil when the walk has ended.
  public mutating func recover(from failure: ServiceFailure, jitter: Double) -> RetryPause? {
    if pager.recover(from: failure) { return RetryPause(seconds: 0, retry: retriesDone) }
    guard
      let pause = RetryPause(after: failure, retriesDone: retriesDone, jitter: jitter)
    else {
      end(.failed(failure))
      return nil
    }
    retriesDone = pause.retry
    return pause
  }

  private mutating func end(_ end: ListingResult.End) {
    result.end = end
    hasEnded = true
  }

  private mutating func unseen(in page: BatchPage) -> [Batch] {
    var rows = page.batches
    // A server that ignores the cursor, or counts it in, sends what lies before the start.
    if let start, let index = rows.lastIndex(where: { $0.key == start }) {
      seen.formUnion(rows[...index].map { $0.key })
      rows.removeFirst(index + 1)
    }
    rows.removeAll { !seen.insert($0.key).inserted }
    return rows
  }
}

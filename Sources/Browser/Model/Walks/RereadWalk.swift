import Batches

/// The requests of one full re-read (`R`): everything that is loaded, from the head, into a list
/// of its own that takes the old one's place at the end.
public struct RereadWalk: Sendable {
  /// Above this many pages the user is asked first.
  public static let pagesWithoutAsking = 20
  /// Pages beyond the old length before the walk stops looking for the old end.
  private static let mostExtraPages = 10

  public let startedAt: Double
  public private(set) var list = BatchList()
  public private(set) var pagesRead = 0
  public private(set) var skipped = 0
  /// Becomes the pager of the list's tail.
  public private(set) var pager: Pager
  private let limit: Int
  /// Where in the old list the last gap is; what lies below it must be met before its end is.
  private let lastGap: Int
  /// The old list's row of the highest index that was met; nil before any.
  private var deepest: Int?
  /// Rows read when the first known one was met.
  private var rowsBeforeKnown = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - limit: rows a page.
  ///   - tellsLimit: whether the server is asked for so many; false where it refuses to be.
  ///   - lastGap: the index in the old list of the row below which rows may be missing; -1 where
  ///     none are.
  ///   - startedAt: seconds since 1970.
  public init(
    limit: Int, tellsLimit: Bool = true, lastGap: Int = -1, startedAt: Double
  ) {
    self.limit = limit
    self.lastGap = lastGap
    self.pager = Pager(limit: tellsLimit ? limit : nil)
    self.startedAt = startedAt
  }

  /// The request to send next; nil when everything that `old` holds has been passed.
  public func next() -> ServiceRequest? {
    isAtEnd ? nil : pager.next.map { .page($0) }
  }

  public mutating func accept(_ page: BatchPage, replacing old: BatchList) {
    pagesRead += 1
    let anchor = list.lastID.map { BatchList.Anchor.after(id: $0) } ?? .head
    let changes = list.merge(page.batches, after: anchor, asOf: startedAt)
    if !changes.added.isEmpty { skipped += page.skipped }
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

  public mutating func recover(from failure: ServiceFailure) -> Bool {
    pager.recover(from: failure)
  }
}

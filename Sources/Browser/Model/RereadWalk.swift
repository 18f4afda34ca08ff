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
  private var metKnown = false
  private var isAtEnd = false

  public init(limit: Int, startedAt: Double) {
    self.limit = limit
    self.pager = Pager(limit: limit)
    self.startedAt = startedAt
  }

  /// The request to send next; nil when everything that `old` holds has been passed.
  public func next() -> ServiceRequest? {
    isAtEnd ? nil : pager.next.map { .page($0) }
  }

  public mutating func accept(_ page: BatchPage, replacing old: BatchList) {
    pagesRead += 1
    skipped += page.skipped
    let anchor = list.lastID.map { BatchList.Anchor.after(id: $0) } ?? .head
    let changes = list.merge(page.batches, after: anchor, asOf: startedAt)
    pager.accept(page, newIDs: changes.added.count)
    let holdsKnown = page.batches.contains { old.contains($0.id) }
    let holdsLast = page.batches.contains { $0.id == old.lastID }
    // Without the old last row (it may be gone) the old end is passed with the first page that
    // holds nothing of the old list, once some of it was met.
    isAtEnd =
      holdsLast || (metKnown && !holdsKnown)
      || list.count >= old.count + Self.mostExtraPages * limit
    metKnown = metKnown || holdsKnown
  }

  public mutating func recover(from failure: ServiceFailure) -> Bool {
    pager.recover(from: failure)
  }
}

import BatchStore
import Batches

/// The requests of one refresh (`r`): from the head of the list until it meets rows it knows,
/// then the rows on screen and those still active. Answers are gathered and applied together at
/// the end, so that a refresh that fails changes nothing.
struct HeadRefresh: Sendable {
  /// Pages read from the head; beyond them a gap is left rather than the user waiting.
  static let mostHeadPages = 10
  /// Requests for rows further down.
  static let mostLiveRequests = 10
  /// Those of them that rows on screen leave to other active ones.
  static let requestsForOthers = 2

  /// Rows that one request can bring up to date: neighbours within one page.
  private struct Span {
    /// The row before the first wanted one.
    var after: String
    /// The wanted ids, in the list's order.
    var wanted: [String]
    var rank: Rank
  }

  /// What a row is wanted for, the most pressing first.
  private enum Rank: Int, Comparable {
    case pinned, onScreen, active

    static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
  }

  let startedAt: Double
  /// Whether each page of the head is merged as it comes.
  let appliesPages: Bool
  private(set) var headPages: [BatchPage] = []
  /// Rows brought up to date beyond the head pages.
  private(set) var updates: [Batch] = []
  /// The head was not joined to the rows below it.
  private(set) var leavesGap = false
  /// Elements without an id that the answers held.
  private(set) var skipped = SkippedElements()

  private let limit: Int
  private var pager: Pager
  private var metKnown = false
  private var liveRequests = 0
  private var spans: [Span]?
  private var singles: [String] = []
  private let pinned: Set<BatchID>
  private let onScreen: Set<BatchID>
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
    self.pinned = pinned
    self.onScreen = onScreen.union(pinned)
    self.appliesPages = appliesPages
    self.startedAt = startedAt
  }

  /// Whether the next page is one of the head.
  var isReadingHead: Bool { spans == nil }

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
    guard liveRequests < Self.mostLiveRequests else { return nil }
    if spans == nil { plan(in: list) }
    if let span = spans?.first {
      return .page(PageRequest(after: BatchID(span.after), limit: pager.limit))
    }
    return singles.first.map { .batch(id: $0) }
  }

  /// Takes the answer to a page request.
  mutating func accept(_ page: BatchPage, in list: BatchList) {
    // A row that moved on to this page is no known one, although the page before may be merged.
    let new = page.batches.filter { seen.insert(BatchID($0.id)).inserted }
    guard var spans, let span = spans.first else {
      headPages.append(page)
      skipped.add(page, asked: pager.next?.after, newIDs: new.count)
      pager.accept(page, newIDs: new.count)
      metKnown = new.contains { list.contains($0.id) }
      leavesGap =
        !metKnown && headPages.count == Self.mostHeadPages && pager.next != nil
      return
    }
    liveRequests += 1
    updates += page.batches.filter { list.contains($0.id) }
    spans.removeFirst()
    let left = span.wanted.filter { !seen.contains(BatchID($0)) }
    let isBehindCursor = left.count < span.wanted.count
    if isBehindCursor { skipped.add(page, asked: BatchID(span.after)) }
    if let first = left.first {
      if !isBehindCursor {
        // The page did not bring the rows after its cursor: the server pages in its own way.
        singles += left
      } else if let index = list.index(of: first), index > 0 {
        let after = list[index - 1].batch.id
        spans.insert(Span(after: after, wanted: left, rank: span.rank), at: 0)
      }
    }
    self.spans = spans
  }

  /// Takes the answer to a request for one batch.
  mutating func accept(_ batch: Batch) {
    liveRequests += 1
    guard let id = singles.first else { return }
    singles.removeFirst()
    // A server may answer with another batch, whose row did not ask for it.
    if batch.id.hasSameBytes(as: id) { updates.append(batch) }
  }

  /// Takes what another request brought between two of these: it is later than what was gathered of
  /// the same rows.
  mutating func take(newer batches: [Batch]) {
    guard !headPages.isEmpty || !updates.isEmpty else { return }
    let newer = Dictionary(batches.map { (BatchID($0.id), $0) }) { $1 }
    func replace(_ batches: inout [Batch]) {
      for index in batches.indices {
        if let batch = newer[BatchID(batches[index].id)] { batches[index] = batch }
      }
    }
    replace(&updates)
    for page in headPages.indices { replace(&headPages[page].batches) }
  }

  /// Goes on without an answer that the server refused to give.
  /// - Returns: whether the refresh can do without it.
  mutating func recover(from failure: ServiceFailure) -> Bool {
    switch failure.kind {
    case .notFound, .badRequest:
      guard spans != nil else { return pager.recover(from: failure) }
      liveRequests += 1
      if let span = spans?.first {
        spans?.removeFirst()
        singles += span.wanted
      } else if !singles.isEmpty {
        singles.removeFirst()
      }
      return true
    case .serverError, .notTheAPI, .forbidden, .blocked:
      // Where one batch alone cannot be asked for, those rows stay as they are.
      guard spans?.isEmpty == true, !singles.isEmpty else { return false }
      singles = []
      return true
    default:
      return false
    }
  }

  /// The fewest pages that cover the wanted rows: from the first row that is wanted, always as far
  /// as a page reaches. Where there are more than may be asked for, each gets its turn.
  private mutating func plan(in list: BatchList) {
    // No row precedes the first one, so no page can be requested that starts with it.
    if let first = list.isEmpty ? nil : list[0].batch, !seen.contains(BatchID(first.id)),
      onScreen.contains(BatchID(first.id)) || first.isActive
    {
      singles.append(first.id)
    }
    var spans: [Span] = []
    var end = 0
    for (index, id) in wantedRows(in: list) {
      if spans.isEmpty || index >= end {
        spans.append(Span(after: list[index - 1].batch.id, wanted: [], rank: .active))
        end = index + limit
      }
      spans[spans.endIndex - 1].wanted.append(id.text)
      spans[spans.endIndex - 1].rank = min(spans[spans.endIndex - 1].rank, rank(of: id))
    }
    let longestUnreadFirst = spans.enumerated()
      .map {
        (span: $0.element, asOf: list.row($0.element.wanted[0])?.asOf ?? 0, position: $0.offset)
      }
      .sorted { ($0.span.rank, $0.asOf, $0.position) < ($1.span.rank, $1.asOf, $1.position) }
      .map(\.span)
    let pressing = longestUnreadFirst.filter { $0.rank != .active }
    let others = longestUnreadFirst.filter { $0.rank == .active }
    let turns = Self.mostLiveRequests - min(Self.requestsForOthers, others.count)
    self.spans = pressing.prefix(turns) + others + pressing.dropFirst(turns)
  }

  private func rank(of id: BatchID) -> Rank {
    pinned.contains(id) ? .pinned : onScreen.contains(id) ? .onScreen : .active
  }

  /// The rows on screen and those still active, as far as the head pages did not bring them.
  private func wantedRows(in list: BatchList) -> [(index: Int, id: BatchID)] {
    let shown = onScreen.compactMap { list.index(of: $0.text) }
    return Set(shown).union(list.activeIndices).sorted().compactMap { index in
      let id = BatchID(list[index].batch.id)
      return index > 0 && !seen.contains(id) ? (index, id) : nil
    }
  }
}

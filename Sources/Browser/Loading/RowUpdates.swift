import BatchStore
import Batches

/// The requests that bring single rows up to date, wherever they are in the list: pages that start right
/// above them, and single batches where a page does not do.
struct RowUpdates: Sendable {
  /// Requests at most.
  static let mostRequests = 10
  /// Those of them that rows on screen leave to other active ones.
  static let requestsForOthers = 2

  /// Which rows are wanted besides the active ones.
  struct Wanted: Sendable {
    /// Rows that are read each time, whatever else there is.
    let pinned: Set<BatchID>
    /// Those included.
    let onScreen: Set<BatchID>

    init(pinned: Set<BatchID>, onScreen: Set<BatchID>) {
      self.pinned = pinned
      self.onScreen = onScreen.union(pinned)
    }

    fileprivate func rank(of id: BatchID) -> Rank {
      pinned.contains(id) ? .pinned : onScreen.contains(id) ? .onScreen : .active
    }
  }

  /// Rows that one request can bring up to date: neighbours within one page.
  private struct Span {
    /// The row before the first wanted one.
    var after: String
    /// The wanted ids, in the list's order.
    var wanted: [String]
    var rank: Rank
  }

  /// What a row is wanted for, the most pressing first.
  fileprivate enum Rank: Int, Comparable {
    case pinned, onScreen, active

    static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
  }

  /// The answers.
  private(set) var batches: [Batch] = []

  private var spans: [Span] = []
  private var singles: [String] = []
  private var requests = 0

  /// The fewest pages that cover the wanted rows: from the first row that is wanted, always as far
  /// as a page reaches. Where there are more than may be asked for, each gets its turn.
  /// - Parameters:
  ///   - limit: rows a page.
  ///   - seen: rows that were read already.
  init(of wanted: Wanted, limit: Int, seen: Set<BatchID>, in list: BatchList) {
    // No row precedes the first one, so no page can be requested that starts with it.
    if let first = list.isEmpty ? nil : list[0].batch, !seen.contains(BatchID(first.id)),
      wanted.onScreen.contains(BatchID(first.id)) || first.isActive
    {
      singles.append(first.id)
    }
    var spans: [Span] = []
    var end = 0
    for (index, id) in Self.rows(wanted, notIn: seen, in: list) {
      if spans.isEmpty || index >= end {
        spans.append(Span(after: list[index - 1].batch.id, wanted: [], rank: .active))
        end = index + limit
      }
      spans[spans.endIndex - 1].wanted.append(id.text)
      spans[spans.endIndex - 1].rank = min(spans[spans.endIndex - 1].rank, wanted.rank(of: id))
    }
    let longestUnreadFirst = spans.enumerated()
      .map {
        (span: $0.element, asOf: list.row($0.element.wanted[0])?.asOf ?? 0, position: $0.offset)
      }
      .sorted { ($0.span.rank, $0.asOf, $0.position) < ($1.span.rank, $1.asOf, $1.position) }
      .map(\.span)
    let pressing = longestUnreadFirst.filter { $0.rank != .active }
    let others = longestUnreadFirst.filter { $0.rank == .active }
    let turns = Self.mostRequests - min(Self.requestsForOthers, others.count)
    self.spans = pressing.prefix(turns) + others + pressing.dropFirst(turns)
  }

  /// The rows on screen and those still active that were not read already.
  private static func rows(
    _ wanted: Wanted, notIn seen: Set<BatchID>, in list: BatchList
  ) -> [(index: Int, id: BatchID)] {
    let shown = wanted.onScreen.compactMap { list.index(of: $0.text) }
    return Set(shown).union(list.activeIndices).sorted().compactMap { index in
      let id = BatchID(list[index].batch.id)
      return index > 0 && !seen.contains(id) ? (index, id) : nil
    }
  }

  /// The request to send next; nil when there is none left, or too many were sent.
  /// - Parameter limit: rows that the server is asked for; nil where it refuses to be.
  func next(limit: Int?) -> ServiceRequest? {
    guard requests < Self.mostRequests else { return nil }
    if let span = spans.first {
      return .page(PageRequest(after: BatchID(span.after), limit: limit))
    }
    return singles.first.map { .batch(id: $0) }
  }

  /// Takes the answer to a page request.
  /// - Parameter seen: all rows that were read, those of this page included.
  /// - Returns: the row that the page was to continue after, where it did; nil where the server pages in
  ///   its own way.
  mutating func accept(_ page: BatchPage, seen: Set<BatchID>, in list: BatchList) -> BatchID? {
    guard let span = spans.first else { return nil }
    requests += 1
    batches += page.batches.filter { list.contains($0.id) }
    spans.removeFirst()
    let left = span.wanted.filter { !seen.contains(BatchID($0)) }
    let isBehindCursor = left.count < span.wanted.count
    if let first = left.first {
      if !isBehindCursor {
        singles += left
      } else if let index = list.index(of: first), index > 0 {
        let after = list[index - 1].batch.id
        spans.insert(Span(after: after, wanted: left, rank: span.rank), at: 0)
      }
    }
    return isBehindCursor ? BatchID(span.after) : nil
  }

  /// Takes the answer to a request for one batch.
  mutating func accept(_ batch: Batch) {
    requests += 1
    guard let id = singles.first else { return }
    singles.removeFirst()
    // A server may answer with another batch, whose row did not ask for it.
    if batch.id.hasSameBytes(as: id) { batches.append(batch) }
  }

  /// Replaces answers by later ones of the same rows.
  mutating func replace(by newer: [BatchID: Batch]) { batches.replace(by: newer) }

  /// Goes on without an answer that the server refused to give.
  /// - Returns: whether the refresh can do without it.
  mutating func recover(from failure: ServiceFailure) -> Bool {
    switch failure.kind {
    case .notFound, .badRequest:
      requests += 1
      if let span = spans.first {
        spans.removeFirst()
        singles += span.wanted
      } else if !singles.isEmpty {
        singles.removeFirst()
      }
      return true
    case .serverError, .notTheAPI, .forbidden, .blocked:
      // Where one batch alone cannot be asked for, those rows stay as they are.
      guard spans.isEmpty, !singles.isEmpty else { return false }
      singles = []
      return true
    default:
      return false
    }
  }
}

extension [Batch] {
  mutating func replace(by newer: [BatchID: Batch]) {
    for index in indices {
      if let batch = newer[self[index].key] { self[index] = batch }
    }
  }
}

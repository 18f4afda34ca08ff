/// Cursor paging through the list as a value: which page to request next, and whether there is one.
///
/// The next cursor is the id of the last row; the first request has none. Progress means that a new id
/// was seen: a page without one ends the traversal as "may be incomplete", whatever `has_more` says.
/// When the server rejects a cursor, the pager falls back to an older one and catches up over known
/// rows; there, a cursor that was not used before counts as progress, too.
///
/// Every traversal terminates: each request must bring a new id or be one of finitely many exceptions.
public struct Pager: Sendable, Hashable {
  public enum Coverage: Sendable, Hashable {
    /// The server has, or may have, more.
    case more
    /// The server said that this was all.
    case complete
    /// The traversal ended, but the server did not confirm that this was all; the text says why.
    case maybeIncomplete(String)
  }

  public private(set) var coverage = Coverage.more
  private var cursor: BatchID?
  /// Elements without an id that the pages held.
  public private(set) var skipped = SkippedElements()
  /// Rows to request per page; nil once the server has rejected the parameter.
  public private(set) var limit: Int?

  /// Cursors that the server has accepted, the newest last: the head if it was requested, and the
  /// newest few. nil is the head.
  private var answered: [BatchID?]
  /// The row before the cursor in the page that brought both: the best fallback where the cursor's
  /// batch is gone.
  private var rowBeforeCursor: BatchID?
  private var refused: Set<BatchID> = []
  /// The cursors used since the last fallback; nil without one, or once it has caught up.
  private var catchingUp: Set<BatchID>?
  private var fallbacksWithoutProgress = 0
  /// Whether the server said that rows follow the cursor.
  private var isPromised = false
  /// The row before the cursor, from which the request that checks a broken promise starts.
  private var probe: BatchID?
  /// Consecutive failures of the first page that say nothing of their cause.
  private var unexplainedFailures = 0
  /// The last refusal of a page size.
  public private(set) var limitRefusal: ServiceFailure?

  /// The last error that the server reported beside rows.
  private var reportedError: String?
  private let startsAtHead: Bool
  /// Elements that the pages held, of which some may have come twice.
  private var received = 0
  /// The least total that the server has named: it grows while batches arrive, and shrinks while they
  /// are deleted, and neither makes this list incomplete.
  private var leastTotal: Int?
  private var firstRow: BatchID?
  /// Whether any cursor has brought new rows.
  private var cursorsWork = false

  /// Cursors kept as fallbacks, besides the head. They may be gone as well, but trying many would cost
  /// more requests than starting over.
  private static let cursorsKept = 2
  private static let pageLimitNote =
    "only the first \(DecodingLimits.elementsPerPage.grouped) elements of a page are read"
  /// Consecutive fallbacks without new rows after which the traversal gives up.
  private static let maximumFallbacks = 4

  /// - Parameters:
  ///   - limit: rows to request per page; nil where the server is known to reject the parameter.
  ///   - after: where to start; nil for the head of the list.
  ///   - olderCursors: ids of rows before `after`, the nearest last, as fallbacks for when the server
  ///     rejects `after`; nil is the head. Without any, a rejected cursor is a failure.
  public init(limit: Int?, after: BatchID? = nil, olderCursors: [BatchID?] = []) {
    self.limit = limit
    self.cursor = after
    self.startsAtHead = after == nil
    self.answered = olderCursors
  }

  /// A traversal that came to the end of the list in an earlier run.
  public static func ended(limit: Int?) -> Pager {
    var pager = Pager(limit: limit)
    pager.coverage = .complete
    return pager
  }

  /// The request to send next; nil when the traversal is finished.
  public var next: PageRequest? {
    coverage == .more ? PageRequest(after: probe ?? cursor, limit: limit) : nil
  }

  /// The request that follows the page to `next`, where its outline determines that.
  /// - Parameter outline: of a page whose last row is new.
  public func next(behind outline: PageOutline) -> PageRequest? {
    coverage == .more ? PageRequest(after: outline.lastID, limit: limit) : nil
  }

  /// Processes the page that `next` requested.
  /// - Parameter newIDs: how many ids of the page are new.
  public mutating func accept(_ page: BatchPage, newIDs: Int) {
    take(page, newIDs: newIDs)
    if let total = page.total { leastTotal = min(leastTotal ?? total, total) }
    received += page.batches.count + page.skipped
    if coverage == .complete, startsAtHead, let leastTotal, leastTotal > received {
      coverage = .maybeIncomplete(
        "the server says that it has \(leastTotal.grouped) batches but sent \(received.grouped)")
    }
  }

  private mutating func take(_ page: BatchPage, newIDs: Int) {
    if let probe, newIDs == 0 {
      self.probe = nil
      return check(page, behind: probe)
    }
    let asked = probe ?? cursor
    probe = nil
    remember(asked)
    skipped.add(page, asked: asked, newIDs: newIDs)
    if asked == nil, firstRow == nil { firstRow = page.batches.first?.key }
    if newIDs > 0, asked != nil { cursorsWork = true }
    // The last row may have no id: the next page starts after the last one that has.
    if let last = page.batches.last?.key {
      cursor = last
      rowBeforeCursor = page.batches.last { $0.key != last }?.key
    }
    coverage = judge(page, newIDs: newIDs, asked: asked)
    if !page.batches.isEmpty { isPromised = page.hasMore == true && page.overLimit == 0 }
    reportedError = page.errorBesideRows ?? reportedError
    if coverage == .complete, let reportedError {
      coverage = .maybeIncomplete("the server reported an error: \(reportedError)")
    }
    if newIDs > 0 {
      catchingUp = nil
      fallbacksWithoutProgress = 0
    } else if let cursor {
      catchingUp?.insert(cursor)
    }
  }

  private mutating func judge(_ page: BatchPage, newIDs: Int, asked: BatchID?) -> Coverage {
    if page.isWholeList, page.overLimit == 0 { return .complete }
    // The elements over our own limit can be requested, whatever the server says.
    let hasMore = page.overLimit > 0 ? true : page.hasMore

    guard let last = page.batches.last?.key else {
      if page.overLimit > 0 {
        return .maybeIncomplete(
          "\(Self.pageLimitNote), and none of them has an id to continue from")
      }
      if page.skipped > 0, hasMore != false {
        return .maybeIncomplete("no row of the last page has an id to continue from")
      }
      if hasMore == true {
        return .maybeIncomplete("the server says that there are more batches but sends none")
      }
      if asked == nil, limit == nil, let limitRefusal {
        return .maybeIncomplete(
          "the server rejects the page size and sends no rows without one"
            + (limitRefusal.serverMessage.map { ": \($0)" } ?? ""))
      }
      return isPromised ? doubt() : .complete
    }
    if newIDs == 0 {
      guard let catchingUp else { return .maybeIncomplete(repetition(page, asked: asked)) }
      if hasMore == false { return .complete }
      if refused.contains(last) {
        return .maybeIncomplete("the server refuses to continue from the last row")
      }
      return catchingUp.contains(last) ? .maybeIncomplete(repetition(page, asked: asked)) : .more
    }
    return hasMore == false ? .complete : .more
  }

  /// A server that promised more rows and sends none may not know its own cursors: asked for the rows
  /// behind the last but one, it has to send the last one again.
  private mutating func doubt() -> Coverage {
    guard let rowBeforeCursor else { return Self.brokenPromise }
    probe = rowBeforeCursor
    return .more
  }

  private static let brokenPromise = Coverage.maybeIncomplete(
    "the server promised more batches and then sent none")

  private mutating func check(_ page: BatchPage, behind probe: BatchID) {
    coverage = page.batches.contains { $0.key == cursor } ? .complete : Self.brokenPromise
  }

  private func repetition(_ page: BatchPage, asked: BatchID?) -> String {
    if page.overLimit > 0 {
      return "\(Self.pageLimitNote), and the server keeps sending the same ones"
    }
    return asked != nil && !cursorsWork && page.batches.first?.key == firstRow
      ? "the server sent its first page again and does not seem to support paging"
      : "the server repeats rows that it has already sent"
  }

  private mutating func remember(_ asked: BatchID?) {
    if answered.last == .some(asked) { return }
    answered.append(asked)
    let head = answered.first == .some(nil) ? 1 : 0
    if answered.count > head + Self.cursorsKept { answered.remove(at: head) }
  }

  /// Adapts to a rejected parameter: drops the limit, or falls back to an older cursor and finally to
  /// the head.
  /// - Returns: whether `next` should be sent. If not, nothing has changed and `next` is the request
  ///   that failed.
  public mutating func recover(from failure: ServiceFailure) -> Bool {
    guard coverage == .more else { return false }
    if let smaller = limitWorthTrying(after: failure) {
      limit = smaller
      return true
    }
    switch refusal(in: failure) {
    case .limit?:
      limitRefusal = failure
      limit = limit.flatMap { PageSize.next(below: $0, after: failure) }
      return true
    case .after?:
      return useFallback()
    case nil:
      return false
    }
  }

  /// A smaller page, where the first one fails without a word: many servers say no more of a page size
  /// that is too large for them. A 500 may be a passing trouble, so it takes two.
  private mutating func limitWorthTrying(after failure: ServiceFailure) -> Int? {
    guard received == 0, cursor == nil || answered.isEmpty, failure.saysNothingOfItsCause else {
      unexplainedFailures = 0
      return nil
    }
    unexplainedFailures += 1
    guard failure.kind == .badRequest || unexplainedFailures > 1 else { return nil }
    return limit.flatMap { PageSize.next(below: $0) }
  }

  /// The parameter of `next` that the server rejected. With a cursor, a 404 or a message about its
  /// batch is about the cursor.
  private func refusal(in failure: ServiceFailure) -> RefusedParameter? {
    if failure.refusedParameter == .limit, limit != nil { return .limit }
    guard let cursor else { return nil }
    if failure.refusedParameter == .after || failure.kind == .notFound { return .after }
    guard failure.kind == .badRequest, let message = failure.serverMessage else { return nil }
    let isAboutCursor = message.lowercased().contains(cursor.text.lowercased())
    return isAboutCursor || failure.reportsNothingFound ? .after : nil
  }

  private mutating func useFallback() -> Bool {
    guard let gone = cursor, fallbacksWithoutProgress < Self.maximumFallbacks else { return false }
    var candidates = answered
    if let rowBeforeCursor { candidates.append(rowBeforeCursor) }
    rowBeforeCursor = nil
    while let candidate = candidates.popLast() {
      if let candidate, candidate == gone || refused.contains(candidate) { continue }
      answered = Array(candidates.prefix(answered.count))
      refused.insert(gone)
      cursor = candidate
      catchingUp = catchingUp ?? []
      fallbacksWithoutProgress += 1
      return true
    }
    return false
  }
}

/// Where a walk through the list stands: which page to ask for next, and whether there is one.
///
/// The rule: the next cursor is the id of the last item, the first request carries none. Progress
/// means that a new id was seen; a page that brings none ends the walk as "may be incomplete",
/// whatever `has_more` says. When the server refuses a cursor, the walk falls back to an older one
/// and catches up over rows that are known: there, a cursor not used before is progress, too.
///
/// Every walk ends: each request must bring a new id, or be one of finitely many exceptions.
public struct Pager: Sendable, Hashable {
  public enum Coverage: Sendable, Hashable {
    /// The server has, or may have, more.
    case more
    /// The server said that this was all.
    case complete
    /// The walk ended without the server's word for it; the text says why.
    case maybeIncomplete(String)
  }

  public private(set) var coverage = Coverage.more
  private var cursor: String?
  private var skippedElements: SkippedElements
  /// Rows asked for in each request; nil once the server refused to be told.
  public private(set) var limit: Int?

  /// Cursors that the server has answered to, the newest last: the head where it is known, and
  /// the newest few. nil stands for the head.
  private var answered: [String?]
  /// The row before the cursor in the page that brought both: where the cursor's batch is gone, the
  /// nearest place to go on from.
  private var rowBeforeCursor: String?
  private var refused: Set<String> = []
  /// The cursors used since the walk fell back; nil when it did not, or has caught up.
  private var catchingUp: Set<String>?
  private var fallBacksWithoutNews = 0

  /// What the server last said of an error beside rows.
  private var reportedError: String?
  private var firstRow: String?
  /// Whether any cursor has ever led to rows that the head did not have.
  private var cursorsWork = false

  /// Cursors kept to fall back to, besides the head. Each may be gone as well, but to try many
  /// would cost more requests than to begin again.
  private static let cursorsKept = 2
  private static let readOfAPage =
    "only the first \(DecodingLimits.elementsPerPage.grouped) elements of an answer are read"
  /// Falling back in a row that brings nothing new, after which the walk gives up.
  private static let fallBacksTried = 4

  /// - Parameters:
  ///   - limit: rows to ask for in each request; nil where the server is known to refuse it.
  ///   - after: where to start; nil for the head of the list.
  ///   - olderCursors: ids of rows before `after`, the nearest last, to fall back to when the
  ///     server refuses `after`; nil stands for the head. Without any, a refusal is a failure.
  public init(limit: Int?, after: String? = nil, olderCursors: [String?] = []) {
    self.limit = limit
    self.cursor = after
    self.skippedElements = SkippedElements(after: after)
    self.answered = olderCursors
  }

  /// The request to send next; nil when the walk has ended.
  public var next: PageRequest? {
    coverage == .more ? PageRequest(after: cursor, limit: limit) : nil
  }

  /// The request that follows the answer to `next`, where the answer's outline is enough to tell.
  /// - Parameter outline: of a page whose last row was not seen before in this walk.
  public func next(behind outline: PageOutline) -> PageRequest? {
    coverage == .more ? PageRequest(after: outline.lastID, limit: limit) : nil
  }

  /// Elements without an id that the pages held, each counted once.
  public var skipped: Int { skippedElements.count }

  /// Takes an answer to `next` into account.
  /// - Parameter newIDs: how many ids of the page had not been seen before in this walk.
  public mutating func accept(_ page: BatchPage, newIDs: Int) {
    let asked = cursor
    remember(asked)
    skippedElements.add(page, asked: asked, newIDs: newIDs)
    if asked == nil, firstRow == nil { firstRow = page.batches.first?.id }
    if newIDs > 0, asked != nil { cursorsWork = true }
    // The last row may have no id: the last one that has an id is where the next page starts.
    if let last = page.batches.last?.id {
      cursor = last
      rowBeforeCursor = page.batches.last { $0.id != last }?.id
    }
    coverage = judge(page, newIDs: newIDs, asked: asked)
    reportedError = page.errorBesideRows ?? reportedError
    if coverage == .complete, let reportedError {
      coverage = .maybeIncomplete("the server reported an error: \(reportedError)")
    }
    if newIDs > 0 {
      catchingUp = nil
      fallBacksWithoutNews = 0
    } else if let cursor {
      catchingUp?.insert(cursor)
    }
  }

  private func judge(_ page: BatchPage, newIDs: Int, asked: String?) -> Coverage {
    if page.isWholeList, page.overLimit == 0 { return .complete }
    // What is beyond our own limit is there to be asked for, whatever the server says.
    let hasMore = page.overLimit > 0 ? true : page.hasMore

    guard let last = page.batches.last?.id else {
      if page.overLimit > 0 {
        return .maybeIncomplete("\(Self.readOfAPage), and none of them has an id to go on from")
      }
      if page.skipped > 0, hasMore != false {
        return .maybeIncomplete("no row of the last page has an id to go on from")
      }
      return hasMore == true
        ? .maybeIncomplete("the server says that there is more but sends nothing") : .complete
    }
    if newIDs == 0 {
      guard let catchingUp else { return .maybeIncomplete(repetition(page, asked: asked)) }
      if hasMore == false { return .complete }
      if refused.contains(last) {
        return .maybeIncomplete("the server refuses to go on from the last row")
      }
      return catchingUp.contains(last) ? .maybeIncomplete(repetition(page, asked: asked)) : .more
    }
    return hasMore == false ? .complete : .more
  }

  private func repetition(_ page: BatchPage, asked: String?) -> String {
    if page.overLimit > 0 { return "\(Self.readOfAPage), and the server sends them again" }
    return asked != nil && !cursorsWork && page.batches.first?.id == firstRow
      ? "the server sends its first page again: paging seems not to be supported"
      : "the server repeats rows that it sent before"
  }

  private mutating func remember(_ asked: String?) {
    if answered.last == .some(asked) { return }
    answered.append(asked)
    let head = answered.first == .some(nil) ? 1 : 0
    if answered.count > head + Self.cursorsKept { answered.remove(at: head) }
  }

  /// Adapts to a refusal of the request's own parameters: asks without a limit, or from an older
  /// cursor and finally from the head.
  /// - Returns: whether asking for `next` again makes sense. If not, the walk stands where it
  ///   stood, and `next` is the request that failed.
  public mutating func recover(from failure: ServiceFailure) -> Bool {
    guard coverage == .more else { return false }
    switch refusal(in: failure) {
    case .limit?:
      limit = nil
      return true
    case .after?:
      return fallBack()
    case nil:
      return false
    }
  }

  /// The parameter of `next` that a failure refuses. A 404, or a message that speaks of the
  /// cursor's own batch, is about the cursor when there is one.
  private func refusal(in failure: ServiceFailure) -> RefusedParameter? {
    if failure.refusedParameter == .limit, limit != nil { return .limit }
    guard let cursor else { return nil }
    if failure.refusedParameter == .after || failure.kind == .notFound { return .after }
    guard failure.kind == .badRequest, let message = failure.serverMessage else { return nil }
    let isAboutCursor = message.lowercased().contains(cursor.lowercased())
    return isAboutCursor || failure.speaksOfNothingFound ? .after : nil
  }

  private mutating func fallBack() -> Bool {
    guard let gone = cursor, fallBacksWithoutNews < Self.fallBacksTried else { return false }
    var candidates = answered
    if let rowBeforeCursor { candidates.append(rowBeforeCursor) }
    rowBeforeCursor = nil
    while let candidate = candidates.popLast() {
      if let candidate, candidate == gone || refused.contains(candidate) { continue }
      answered = Array(candidates.prefix(answered.count))
      refused.insert(gone)
      cursor = candidate
      catchingUp = catchingUp ?? []
      fallBacksWithoutNews += 1
      return true
    }
    return false
  }
}

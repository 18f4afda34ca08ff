/// Where a walk through the list stands: which page to ask for next, and whether there is one.
///
/// The rule: the next cursor is the id of the last item, the first request carries none. Progress
/// means that a new id was seen; a page that brings none ends the walk as "may be incomplete",
/// whatever `has_more` says.
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
  private var limit: Int?

  /// - Parameters:
  ///   - limit: rows to ask for in each request.
  ///   - after: where to start; nil for the head of the list.
  public init(limit: Int, after: String? = nil) {
    self.limit = limit
    self.cursor = after
  }

  /// The request to send next; nil when the walk has ended.
  public var next: PageRequest? {
    coverage == .more ? PageRequest(after: cursor, limit: limit) : nil
  }

  /// Takes an answer to `next` into account.
  /// - Parameter newIDs: how many ids of the page had not been seen before in this walk.
  public mutating func accept(_ page: BatchPage, newIDs: Int) {
    if page.isWholeList {
      coverage = .complete
    } else if newIDs == 0 {
      coverage =
        page.batches.isEmpty && page.hasMore != true
        ? .complete : .maybeIncomplete("the server repeats itself")
    } else if page.hasMore == false {
      coverage = .complete
    }
    cursor = page.batches.last?.id ?? cursor
  }

  /// Adapts to a refusal of the request's own parameters.
  /// - Returns: whether asking for `next` again makes sense.
  public mutating func recover(from failure: ServiceFailure) -> Bool {
    false
  }
}

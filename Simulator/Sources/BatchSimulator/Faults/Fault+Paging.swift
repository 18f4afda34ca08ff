extension Fault {
  /// Rows that a shifted page repeats.
  private static let overlap = 3
  /// Rows that a list without pages holds at most: what a client has to accept in one answer.
  private static let wholeList = 10_000

  /// The page that the service goes to instead of the one that was asked for.
  /// - Parameter count: batches that exist.
  func misled(_ request: ListRequest, count: Int) -> ListRequest {
    var request = request
    switch self {
    case .stuck: request.cursor = nil
    case .cycle:
      if let cursor = request.cursor {
        // Which page follows this cursor, counted from 0: arrivals since then blur it a little.
        let page = (count - cursor + request.limit / 2) / request.limit
        request.cursor = page.isMultiple(of: 2) ? nil : max(0, count - request.limit)
      }
    case .shifted:
      // At least one new row a page, or the list would never end.
      request.cursor = request.cursor.map { min(count, $0 + min(Self.overlap, request.limit - 1)) }
    case .bareArray: request = ListRequest(cursor: nil, limit: Self.wholeList)
    default: break
    }
    return request
  }

  /// What the service makes of the page that it went to.
  func spoiled(_ page: ListPage, of request: ListRequest, seed: UInt64) -> ListPage {
    var page = page
    switch self {
    case .stuck, .cycle: page.hasMore = true
    case .emptyWithMore:
      page.hasMore = true
      guard request.cursor != nil else { break }
      page.items = []
      page.firstID = nil
      page.lastID = nil
    case .withoutHasMore: page.hasMore = nil
    case .odd: page.items = Oddity.scattered(over: page, seed: seed)
    default: break
    }
    return page
  }
}

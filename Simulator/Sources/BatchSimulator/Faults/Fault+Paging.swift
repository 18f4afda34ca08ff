extension Fault {
  /// Rows that a shifted page repeats.
  private static let overlap = 3
  /// The maximum of rows in a list without pages, which a client has to accept in one response.
  private static let wholeList = 10_000

  /// The request that the service processes instead of the actual one.
  /// - Parameter count: the number of batches.
  func redirected(_ request: ListRequest, count: Int) -> ListRequest {
    var request = request
    switch self {
    case .stuck: request.cursor = nil
    case .cycle:
      if let cursor = request.cursor {
        // The number of the page after this cursor, from 0; approximate, since batches may have arrived.
        let page = (count - cursor + request.limit / 2) / request.limit
        request.cursor = page.isMultiple(of: 2) ? nil : max(0, count - request.limit)
      }
    case .shifted:
      // At least one new row per page, or the list would never end.
      request.cursor = request.cursor.map { min(count, $0 + min(Self.overlap, request.limit - 1)) }
    case .bareArray: request = ListRequest(cursor: nil, limit: Self.wholeList)
    default: break
    }
    return request
  }

  /// The page with the fault applied.
  func applied(to page: ListPage, of request: ListRequest, seed: UInt64) -> ListPage {
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

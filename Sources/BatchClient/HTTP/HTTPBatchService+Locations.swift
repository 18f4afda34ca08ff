import Batches
import Secrets

extension HTTPBatchService {
  /// Consecutive pages without rows that are passed over.
  private static let mostEmptyPages = 20

  /// Requests the page that follows a row from a server whose pages are found by tokens or numbers.
  func fetchLocated(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage {
    guard
      let location = locator.withLock({ $0.location(after: request.after, limit: request.limit) })
    else {
      throw ServiceFailure(
        .badRequest, "The server continues its list only from pages that were read",
        refusedParameter: .after)
    }
    var current = location
    for _ in 0..<Self.mostEmptyPages {
      let page = try await page(cursor(current.page), limit: current.limit)
      let next = next(behind: page, at: current)
      // A page may be empty although others follow.
      if page.elements == 0, let next {
        current = next
        continue
      }
      if let last = page.lastID {
        locator.withLock { $0.note(next, behind: BatchID(mask(last.text))) }
      }
      return LocatedPage(
        MaskedPage(page.saying(hasMore: next != nil), mask: mask), at: current, in: locator)
    }
    throw ServiceFailure(
      .notTheAPI, "The server sends empty pages and says that there are more")
  }

  private func cursor(_ page: PageLocator.Page) -> (name: String, value: String)? {
    switch (configuration.dialect.list.paging, page) {
    case (.number(let name), .head): (name, "0")
    case (.number(let name), .number(let number, _)): (name, String(number))
    case (.token(let name), .token(let token)): (name, token)
    default: nil
    }
  }

  /// Where the page behind this one is; nil where there is none.
  private func next(behind page: PageBody, at location: PageLocator.Location) -> PageLocator
    .Location?
  {
    switch configuration.dialect.list.paging {
    case .after: return nil
    case .token:
      return page.nextToken.map { PageLocator.Location(page: .token($0), limit: location.limit) }
    case .number:
      let (number, before) =
        if case .number(let number, let rows) = location.page { (number, rows) } else { (0, 0) }
      let read = before + page.elements
      // Without a total only an empty page ends the list: a short one may be all that the server gives.
      guard page.elements > 0, page.total.map({ read < $0 }) ?? true else { return nil }
      return PageLocator.Location(
        page: .number(number + 1, rowsBefore: read), limit: location.limit)
    }
  }
}

/// A page that remembers where its rows lie when it is decoded.
private struct LocatedPage: FetchedPage {
  private let page: MaskedPage
  private let location: PageLocator.Location
  private let locator: Locked<PageLocator>

  init(_ page: MaskedPage, at location: PageLocator.Location, in locator: Locked<PageLocator>) {
    self.page = page
    self.location = location
    self.locator = locator
  }

  var byteCount: Int { page.byteCount }

  var outline: PageOutline? { page.outline }

  func decode() -> BatchPage {
    var decoded = page.decode()
    let rows = decoded.batches.map(\.key)
    locator.withLock { $0.note(rows, on: location) }
    if let through = location.through { decoded.removeRows(through: through) }
    return decoded
  }
}

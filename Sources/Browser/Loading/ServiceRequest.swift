import Batches

/// A request to the server. One is under way at a time, or two while all is loaded.
enum ServiceRequest: Sendable, Hashable {
  case page(PageRequest)
  case batch(id: String)

  /// The row that a page is to follow; nil for the head of the list, and for one batch.
  var after: BatchID? {
    guard case .page(let page) = self else { return nil }
    return page.after
  }
}

import Batches

/// A page of the tail that has come and is not in the list yet: it is merged once the next request is
/// on its way.
struct DeferredPage: Sendable, Hashable {
  let page: BatchPage
  /// The row that it was to follow; nil for the head of the list.
  let after: BatchID?
  /// When it was asked for, in seconds since 1970.
  let sentAt: Double
}

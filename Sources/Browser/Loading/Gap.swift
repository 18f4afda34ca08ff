import Batches

/// A place where rows may be missing: below the row of this id.
struct Gap: Sendable, Hashable {
  var afterID: BatchID
  var pager: Pager
  /// Why it could not be filled; the next try is the user's.
  var failure: ServiceFailure?

  /// - Parameter limit: rows to ask for in each request; nil where the server refuses it.
  init(afterID: BatchID, limit: Int?) {
    self.afterID = afterID
    self.pager = Pager(limit: limit, after: afterID, olderCursors: [nil])
  }
}

import BatchStore
import Batches

/// The rows that are shown, or marked, as they stood when they were asked for. A copy costs as much as
/// references to their chunks, and what comes later does not change it.
struct SavedRows: Sendable {
  private let list: BatchList
  /// nil for all of the list.
  private let ids: [String]?

  init(_ list: BatchList, ids: [String]?) {
    self.list = list
    self.ids = ids
  }

  var count: Int { ids?.count ?? list.count }

  /// - Returns: nil for a row that is not in the list any more.
  subscript(index: Int) -> Batch? {
    guard let ids else { return list[index].batch }
    return list.row(ids[index])?.batch
  }
}

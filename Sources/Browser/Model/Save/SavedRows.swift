import BatchStore
import Batches

/// The rows that are shown as they stood when they were asked for. A copy costs as much as
/// references to their chunks, and what comes later does not change it.
struct SavedRows: Sendable {
  private let list: BatchList
  private let shown: ShownRows

  init(_ list: BatchList, _ shown: ShownRows) {
    self.list = list
    self.shown = shown
  }

  var count: Int { shown.ids?.count ?? list.count }

  /// - Returns: nil for a row that is not in the list any more.
  subscript(index: Int) -> Batch? {
    guard let ids = shown.ids else { return list[index].batch }
    return list.row(ids[index])?.batch
  }
}

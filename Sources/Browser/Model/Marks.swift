import BatchStore
import Batches

/// The batches that the user has marked, which copying, saving, following and cancelling act on. Marks are
/// by id: they stay through refreshes and filters, and go with their row.
struct Marks: Sendable {
  private(set) var ids: Set<BatchID> = []

  var isEmpty: Bool { ids.isEmpty }
  var count: Int { ids.count }

  func contains(_ id: BatchID) -> Bool { ids.contains(id) }

  mutating func toggle(_ id: BatchID) {
    if ids.remove(id) == nil { ids.insert(id) }
  }

  /// Marks all of these; where they are marked already, takes their marks away.
  mutating func toggleAll(_ all: Set<BatchID>) {
    if all.isSubset(of: ids) { ids.subtract(all) } else { ids.formUnion(all) }
  }

  mutating func clear() { ids = [] }

  /// Rows that are gone lose their marks.
  mutating func apply(_ changes: ListChanges) {
    if ids.isEmpty { return }
    for batch in changes.removed { ids.remove(batch.key) }
  }
}

extension BrowserState {
  /// The marked batches, in the order in which they are shown; behind them, those that the view hides.
  var markedBatches: [Batch] {
    marks.ids
      .compactMap { id -> (place: (Int, Int), batch: Batch)? in
        guard let index = list.index(of: id.text) else { return nil }
        return ((shownIndex(of: id.text) ?? .max, index), list[index].batch)
      }
      .sorted { $0.place < $1.place }
      .map(\.batch)
  }
}

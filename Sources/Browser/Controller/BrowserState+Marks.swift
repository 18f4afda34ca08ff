import BatchStore
import Batches

/// Space and `*`: marks rows for what copies, saves, follows and cancels.
extension BrowserState {
  /// Marks the row under the cursor, or takes its mark away, and goes down.
  mutating func toggleMark() {
    guard let batch = selectedRow?.batch, !refusesAsGone() else { return }
    viewport.toggleMark(of: batch.key)
    move(.down)
  }

  mutating func toggleAllMarks() {
    if refusesAsGone() { return }
    var all: Set<BatchID> = []
    if let ids = rows.shown.ids {
      all = Set(ids.map { BatchID($0) })
    } else {
      list.forEachBatch { all.insert($0.key) }
    }
    if !all.isEmpty { viewport.toggleMarks(of: all) }
  }
}

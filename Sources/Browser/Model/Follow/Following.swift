import BatchStore
import Batches

/// The batch that stays in view wherever the cursor is, and whose end is announced.
struct Following: Sendable, Hashable {
  /// Of the batch, also after its end; nil while none is followed.
  private(set) var id: BatchID?

  mutating func begin(_ batch: Batch) { id = batch.key }

  mutating func stop() { id = nil }

  /// The followed batch, where it ended, or went, with these changes.
  func end(in changes: ListChanges) -> Batch? {
    guard let id else { return nil }
    if let gone = changes.removed.first(where: { $0.key == id }) { return gone }
    return changes.changed.first {
      $0.after.key == id && !$0.after.isActive && $0.before.isActive
    }?.after
  }
}

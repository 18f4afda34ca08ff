import BatchStore
import Batches

/// What is told of changes: all of them in a log, and at once the end of one batch, which stays in view
/// wherever the cursor is.
struct Following: Sendable {
  /// Of the batch, also after its end; nil while none is followed.
  private(set) var id: BatchID?
  private(set) var log = ChangeLog()

  mutating func begin(_ batch: Batch) { id = batch.key }

  mutating func stop() { id = nil }

  /// - Parameters:
  ///   - news: those of the added rows that are new on the server, the newest first.
  ///   - second: seconds since 1970 by our clock.
  mutating func add(_ changes: ListChanges, news: [Batch], at second: Int) {
    log.add(changes, news: news, at: second)
  }

  /// The followed batch, where it ended, or went, with these changes.
  func end(in changes: ListChanges) -> Batch? {
    guard let id else { return nil }
    if let gone = changes.removed.first(where: { $0.key == id }) { return gone }
    return changes.changed.first {
      $0.after.key == id && !$0.after.isActive && $0.before.isActive
    }?.after
  }
}

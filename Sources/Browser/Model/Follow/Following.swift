import BatchStore
import Batches

/// What is told of changes: all of them in a log, and at once the ends of some batches, the first of which
/// stays in view wherever the cursor is.
struct Following: Sendable {
  /// Of the batches that have not ended, and of the last one also after its end. None while none is
  /// followed.
  private(set) var ids: [BatchID] = []
  private var members: Set<BatchID> = []
  private(set) var log = ChangeLog()

  var isOn: Bool { !ids.isEmpty }

  /// Of the batch that is in view.
  var id: BatchID? { ids.first }

  func includes(_ id: BatchID) -> Bool { members.contains(id) }

  mutating func begin(_ batches: [Batch]) {
    ids = batches.map(\.key)
    members = Set(ids)
  }

  mutating func stop() { (ids, members) = ([], []) }

  /// A batch has ended, and was told of: where there are others, one of them takes its place.
  mutating func noteEnd(of batch: Batch, isGone: Bool) {
    guard ids.count > 1 || isGone else { return }
    ids.removeAll { $0 == batch.key }
    members.remove(batch.key)
  }

  /// - Parameters:
  ///   - news: those of the added rows that are new on the server, the newest first.
  ///   - second: seconds since 1970 by our clock.
  mutating func add(_ changes: ListChanges, news: [Batch], at second: Int) {
    log.add(changes, news: news, at: second)
  }

  /// The followed batches that ended, or went, with these changes.
  func ends(in changes: ListChanges) -> [Batch] {
    guard isOn else { return [] }
    let gone = changes.removed.filter { includes($0.key) }
    let ended = changes.changed.filter {
      includes($0.after.key) && !$0.after.isActive && $0.before.isActive
    }
    return gone + ended.map(\.after)
  }
}

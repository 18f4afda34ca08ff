import BatchStore
import Batches

/// What became of batches while the program ran, as far as a reader asks for it: what came, went,
/// took a step, or began to fail. Progress alone is no entry, or nothing else would be seen.
struct ChangeLog: Sendable {
  struct Entry: Sendable, Hashable {
    enum Change: Sendable, Hashable {
      case appeared
      case status(from: BatchStatus)
      /// The first of its requests failed while it runs.
      case firstFailures
      /// The server does not have it any more.
      case removed
    }

    /// Names the entry for as long as the program runs: one more than that of the entry before.
    var number: Int
    /// Seconds since 1970.
    var at: Int
    /// As it was after the change.
    var batch: Batch
    var change: Change
  }

  /// Entries kept at least; of more the oldest go.
  static let capacity = 2000

  /// The oldest first.
  private var entries: [Entry] = []
  private var added = 0

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  /// - Parameter index: counted from the newest, which is 0.
  subscript(index: Int) -> Entry { entries[entries.count - 1 - index] }

  /// The index of the entry of this number, counted from the newest; the oldest one's where
  /// it is gone already.
  func index(of number: Int) -> Int { min(max(0, added - 1 - number), max(0, count - 1)) }

  /// - Parameters:
  ///   - news: those of the added rows that are new on the server, the newest first.
  ///   - second: seconds since 1970 by our clock.
  mutating func add(_ changes: ListChanges, news: [Batch], at second: Int) {
    for batch in news.reversed() { add(batch, .appeared, at: second) }
    for change in changes.changed { add(change, now: second) }
    for batch in changes.removed { add(batch, .removed, at: second) }
  }

  mutating func add(_ batch: Batch, _ change: Entry.Change, at second: Int) {
    // Dropping many at once costs less than one each time.
    if entries.count >= 2 * Self.capacity { entries.removeFirst(Self.capacity) }
    entries.append(Entry(number: added, at: second, batch: batch, change: change))
    added += 1
  }

  /// Notes what is worth it of a change.
  mutating func add(_ replacement: ListChanges.Replacement, now: Int) {
    let (before, after) = (replacement.before, replacement.after)
    if !before.status.saysTheSame(as: after.status) {
      add(after, .status(from: before.status), at: now)
    } else if after.isActive, (before.counts?.failed ?? 0) == 0, (after.counts?.failed ?? 0) > 0 {
      add(after, .firstFailures, at: now)
    }
  }
}

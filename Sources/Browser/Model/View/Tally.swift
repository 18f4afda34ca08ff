import Batches

/// What is counted among the loaded rows, kept up as they come, change and go: a row costs a
/// constant time.
struct Tally: Sendable {
  private(set) var tabs = TabCounts()
  private(set) var statuses = StatusCounts()
  private var medians = PhaseMedians()

  mutating func take(_ changes: ListChanges) {
    for batch in changes.removed { remove(batch) }
    for batch in changes.added { add(batch) }
    // A row may have come and changed at once.
    for change in changes.changed {
      remove(change.before)
      add(change.after)
    }
  }

  private mutating func add(_ batch: Batch) {
    tabs.add(batch)
    statuses.count(batch, by: 1)
    medians.add(batch)
  }

  private mutating func remove(_ batch: Batch) {
    tabs.remove(batch)
    statuses.count(batch, by: -1)
    medians.remove(batch)
  }

  /// What is usual, as far as the loaded batches tell.
  var norms: PhaseNorms { medians.norms }
}

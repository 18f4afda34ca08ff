import Batches
import Screen

/// `e`: the log of what changed while the program ran.
extension BrowserState {
  mutating func note(_ changes: ListChanges, news: [Batch]) {
    // The oldest first, as all of the log.
    for batch in news.reversed() { changeLog.add(batch, .appeared, at: clocks.local.second) }
    for change in changes.changed { changeLog.add(change, now: clocks.local.second) }
    for batch in changes.removed { changeLog.add(batch, .removed, at: clocks.local.second) }
  }

  mutating func openLog() {
    overlays.open(.log(LogOverlay(of: changeLog)))
  }

  /// Puts the cursor on a batch of the log, which must be in the list.
  mutating func revealLogged(_ batch: Batch) -> [Effect] {
    leaveDetail()
    if shownIndex(of: batch.id) == nil {
      message = .viewCleared(hidden: shortName(batch))
    }
    return reveal(batch.id)
  }
}

import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// `e`: the log of what changed while the program ran.
extension BrowserState {
  mutating func openLog() {
    overlays.open(.log(LogOverlay(of: following.log)))
  }

  /// Puts the cursor on a batch of the log, which must be in the list.
  mutating func revealLogged(_ batch: Batch) -> [Effect] {
    leaveDetail()
    if shownIndex(of: batch.id) == nil {
      say(.viewCleared(hidden: theme.shortName(of: batch)))
    }
    return reveal(batch.id)
  }
}

import BatchInsight
import BatchPresentation
import BatchStore
import Batches

/// `L`: the rest of the list, to its end.
extension BrowserState {
  mutating func startLoadingAll() -> [Effect] {
    if loader.isLoadingAll, loader.isPausing { return perform(loader.retryNow()) }
    if refusesWhileWorking() { return [] }
    return perform(loader.startLoadingAll(now: clocks.local.time))
  }

  mutating func stopLoadingAll() -> [Effect] {
    guard let stopped = loader.loadAll else { return [] }
    // A view that is short of rows must not continue what was just stopped.
    rows.stopFillingScreen()
    say(.loadingStopped(rows: stopped.rows, loaded: list.count))
    // The page that is under way may be one that the cursor needs.
    let demand = query.isPlain ? demand : .nothing
    return perform(loader.stopLoadingAll(demand: demand, in: list, now: clocks.local.time))
  }

  mutating func tellThatAllIsLoaded() {
    if case .maybeIncomplete(let reason) = loader.tail.coverage {
      say(.endReached(rows: list.count, reason: reason))
    } else {
      say(.allLoaded(rows: list.count))
    }
  }
}

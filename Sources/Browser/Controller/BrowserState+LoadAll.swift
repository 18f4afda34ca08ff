import Batches

/// `L`: the rest of the list, to its end.
extension BrowserState {
  mutating func startLoadingAll() -> [Effect] {
    if loader.isLoadingAll, loader.isPausing { return perform(loader.retryNow()) }
    if refusesWhileWorking() { return [] }
    return perform(loader.startLoadingAll(now: now))
  }

  mutating func stopLoadingAll() -> [Effect] {
    guard let stopped = loader.loadAll else { return [] }
    // A view that is short of rows must not go on with what was just stopped.
    stretch.isStopped = true
    message = Message("stopped after \(Self.rows(stopped.rows)); \(loadedRows), more on the server")
    // The page that is under way may be one that the cursor needs.
    let demand = query.isPlain ? demand : .nothing
    return perform(loader.stopLoadingAll(demand: demand, in: list, now: now))
  }

  mutating func tellThatAllIsLoaded() {
    if case .maybeIncomplete(let reason) = loader.tail.coverage {
      message = Message("\(loadedRows), but the list may be incomplete: \(reason)", .warning)
    } else {
      message = Message(
        list.isEmpty ? "there are no batches" : "all loaded: \(Self.rows(list.count))")
    }
  }

  private var loadedRows: String {
    Self.rows(list.count) + (list.count == 1 ? " is" : " are") + " loaded"
  }

  private static func rows(_ count: Int) -> String {
    count.grouped + (count == 1 ? " row" : " rows")
  }
}

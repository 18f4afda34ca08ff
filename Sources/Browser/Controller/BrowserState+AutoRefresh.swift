import BatchStore
import Batches

/// `Z`.
extension BrowserState {
  mutating func togglePause() -> [Effect] {
    guard loader.autoRefresh.isPaused else {
      message = .autoRefreshPaused
      return perform(loader.pauseAutoRefresh())
    }
    loader.resumeAutoRefresh()
    message = .autoRefreshOn(isIdle: list.activeCount == 0)
    return []
  }
}

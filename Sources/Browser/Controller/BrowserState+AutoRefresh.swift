import BatchStore
import Batches

/// `Z`.
extension BrowserState {
  mutating func togglePause() -> [Effect] {
    guard loader.autoRefresh.isPaused else {
      say(.autoRefreshPaused)
      return perform(loader.pauseAutoRefresh())
    }
    loader.resumeAutoRefresh()
    say(.autoRefreshOn(isIdle: list.activeCount == 0))
    return []
  }
}

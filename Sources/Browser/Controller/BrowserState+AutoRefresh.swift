import Batches

/// `Z`.
extension BrowserState {
  mutating func togglePause() -> [Effect] {
    guard loader.autoRefresh.isPaused else {
      message = Message("auto-refresh paused; Z goes on, r refreshes once")
      return perform(loader.pauseAutoRefresh())
    }
    loader.resumeAutoRefresh()
    message = Message(
      list.activeCount > 0
        ? "auto-refresh on"
        : "auto-refresh on; it rests while nothing that is loaded is active")
    return []
  }
}

import Batches

/// The refresh that nobody has to ask for, as long as something may change, and `Z`.
extension BrowserState {
  /// When the list is next refreshed by itself, in seconds since 1970; nil while it is not: it is
  /// paused, or all that is loaded has ended.
  var autoRefreshDue: Double? {
    guard !autoRefresh.isPaused, list.activeCount > 0 else { return nil }
    return autoRefresh.pacing.due(hasFocus: autoRefresh.hasFocus)
  }

  /// Goes on with a refresh by itself, or starts one that is due, while nothing else is to be read.
  mutating func refreshByItself() -> [Effect] {
    if refresh == nil {
      guard let due = autoRefreshDue, due <= now else { return [] }
      // What has ended hardly changes: to read it each time would not be worth its requests.
      refresh = makeWalk(readsEnded: false)
    }
    let effects = goOnRefreshing(.autoRefresh)
    // What it brought has to be arranged, and may call for rows.
    return job == nil ? effects + settle() : effects
  }

  mutating func togglePause() -> [Effect] {
    autoRefresh.isPaused.toggle()
    if autoRefresh.isPaused {
      message = Message("auto-refresh paused; Z goes on, r refreshes once")
      return dropRefreshByItself()
    }
    autoRefresh.pacing.hurry()
    message = Message(
      list.activeCount > 0
        ? "auto-refresh on"
        : "auto-refresh on; it rests while nothing that is loaded is active")
    return []
  }

  mutating func dropRefreshByItself() -> [Effect] {
    if job?.work == .autoRefresh { return dropJob() }
    // A page of the list may be read between two of its requests.
    if job?.work != .refresh { refresh = nil }
    return []
  }

  // MARK: Failures

  /// A refresh by itself that failed is only told of the first time: it comes back later, and later
  /// still, while the head of the screen says so.
  mutating func failByItself(_ failure: ServiceFailure) -> [Effect] {
    endJob()
    let isFirst = autoRefresh.pacing.failures == 0
    rest(after: failure)
    if isFirst, message == nil, overlay == nil {
      message = Message("Not refreshed. \(failure.sentence)", .failure)
    }
    return []
  }

  mutating func rest(after failure: ServiceFailure) {
    let jitter = Double.random(in: 0..<1, using: &random)
    autoRefresh.pacing.failed(failure.retry, jitter: jitter, at: now)
  }
}

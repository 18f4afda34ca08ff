import BatchInsight

extension BrowserState {
  /// When something has to be done, or drawn, although nothing happens, in seconds since 1970 by our
  /// clock; nil for never.
  /// - Parameter holdsUntil: of the frame that shows this state.
  func nextWake(drawn holdsUntil: Double?) -> Double? {
    let refresh = autoRefreshDue.flatMap { due in
      // What is due already waits for what is in progress, which brings its own event.
      due > clocks.local.time ? due : nil
    }
    return [holdsUntil, loader.pause?.due, refresh, nextViewWake, nextFetchWake]
      .compactMap(\.self).min()
  }
}

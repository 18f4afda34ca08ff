import Batches
import Screen

/// Which pages are read for a view that does not show every row as the server has it.
extension BrowserState {
  mutating func choose(_ tab: Tab) -> [Effect] {
    leaveDetail()
    guard tab != query.tab else { return [] }
    query.tab = tab
    return queryChanged()
  }

  /// Whether there is room on the screen for rows that may not be loaded yet.
  var isShortOfRows: Bool {
    if query.hidesRows { return shownCount - topIndex < layout.rows.rows }
    return gapMayBeFilled && shownCount - 1 - (cursorIndex ?? -1) < rowsAhead
  }

  /// Whether pages are being read in search of rows to show.
  var isReadingOn: Bool {
    guard query.hidesRows, stretch.pages > 0, !loader.isLoadingAll else { return false }
    switch loader.purpose {
    case .tail, .gap: return true
    case .refresh, .autoRefresh, .reload, nil: return false
    }
  }

  mutating func stopReadingOn() -> [Effect] {
    stretch.isStopped = true
    return perform(loader.drop())
  }

  /// The user wants more rows, and what failed to be tried again.
  mutating func askForMore() {
    loader.forgetFailures()
    stretch = Stretch()
  }

  /// When pages may be read for a filter that was typed, in seconds since 1970.
  var nextFetchWake: Double? {
    guard loader.isIdle, let typedAt = stretch.typedAt, !isArranging, isShortOfRows,
      !stretch.isOver,
      loader.hasRowsToFetch
    else { return nil }
    let due = typedAt + Stretch.typingPause
    return due > clocks.local.time ? due : nil
  }
}

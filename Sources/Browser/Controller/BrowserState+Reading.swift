import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// Which pages are read for a view that does not show every row as the server has it.
extension BrowserState {
  mutating func choose(_ tab: Tab) -> [Effect] {
    leaveDetail()
    return rows.show(tab) ? arrangeIfDue(replacing: true) : []
  }

  /// Whether there is room on the screen for rows that may not be loaded yet.
  var needsMoreRows: Bool {
    if query.hidesRows || list.isEmpty { return shownCount - topIndex < layout.rows.rows }
    return viewport.hasMoved && shownCount - 1 - (cursorIndex ?? -1) < rowsAhead
  }

  /// Whether pages are being read in search of rows to show.
  var isFillingScreen: Bool {
    guard query.hidesRows, !showsGone, rows.budget.pages > 0, !loader.isLoadingAll else {
      return false
    }
    switch loader.purpose {
    case .tail, .gap: return true
    case .refresh, .autoRefresh, .reload, nil: return false
    }
  }

  mutating func stopFillingScreen() -> [Effect] {
    rows.stopFillingScreen()
    return perform(loader.drop())
  }

  /// The user wants more rows, and what failed to be tried again.
  mutating func askForMore() {
    loader.forgetFailures()
    rows.renewBudget()
  }

  /// When pages may be read for a filter that was typed, in seconds since 1970.
  var nextFetchWake: Double? {
    guard loader.isIdle, let due = rows.budget.startsAt, due > clocks.local.time,
      !showsGone, !rows.budget.isSpent, !rows.isArranging, needsMoreRows, loader.hasRowsToFetch
    else { return nil }
    return due
  }
}

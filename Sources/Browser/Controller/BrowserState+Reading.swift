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

  /// Reads on until the rows that are shown fill the screen.
  mutating func fetchForView() -> [Effect] {
    if isLoadingAll, let request = tail.next { return start(.tail, .page(request)) }
    guard !isArranging else { return [] }
    guard isShortOfRows, let (work, request) = nextForView else {
      stretch = Stretch()
      return []
    }
    guard !stretch.isOver, (stretch.typedAt ?? -.infinity) + Stretch.typingPause <= now else {
      return []
    }
    stretch.pages += 1
    return start(work, .page(request))
  }

  /// Whether there is room on the screen for rows that may not be loaded yet.
  private var isShortOfRows: Bool {
    if query.hidesRows { return shownCount - topIndex < layout.rows.rows }
    return gapMayBeFilled && shownCount - 1 - (cursorIndex ?? -1) < rowsAhead
  }

  /// A row that is missing anywhere in the list may belong on the screen.
  private var nextForView: (work: Work, request: PageRequest)? {
    let gap = gaps.first { $0.failure == nil && $0.pager.next != nil }
    if let gap, let request = gap.pager.next { return (.gap(afterID: gap.afterID), request) }
    guard tailFailure == nil, let request = tail.next else { return nil }
    return (.tail, request)
  }

  /// Whether pages are being read in search of rows to show.
  var isReadingOn: Bool {
    guard query.hidesRows, stretch.pages > 0, !isLoadingAll else { return false }
    switch job?.work {
    case .tail, .gap: return true
    case .refresh, .autoRefresh, .reread, nil: return false
    }
  }

  mutating func stopReadingOn() -> [Effect] {
    stretch.isStopped = true
    return dropJob()
  }

  /// The user wants more rows, and what failed to be tried again.
  mutating func askForMore() {
    forgetFailures()
    stretch = Stretch()
  }

  /// When pages may be read for a filter that was typed, in seconds since 1970.
  var nextFetchWake: Double? {
    guard job == nil, let typedAt = stretch.typedAt, !isArranging, isShortOfRows, !stretch.isOver,
      nextForView != nil
    else { return nil }
    let due = typedAt + Stretch.typingPause
    return due > now ? due : nil
  }
}

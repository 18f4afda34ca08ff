import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// Which of the loaded rows are shown, in which order, and what becomes of the cursor when that
/// changes.
extension BrowserState {
  /// Puts the cursor on a loaded row; a view that hides the row ends.
  mutating func reveal(_ id: String) -> [Effect] {
    if let index = shownIndex(of: id) {
      moveCursor(to: index)
      return []
    }
    rows.showAll()
    viewport.reveal(id, line: layout.rows.rows / 2)
    screen.restartDetail()
    return arrangeIfDue(replacing: true)
  }

  /// Applies an arrangement that was computed in the background.
  mutating func receive(_ outcome: Arrangement.Outcome, number: Int) {
    if let change = rows.receive(outcome, number: number, at: clocks.local.time) { follow(change) }
  }

  /// Arranges the rows if they have to be.
  /// - Parameter replacing: whether an arrangement under way is not wanted any more.
  mutating func arrangeIfDue(replacing: Bool = false) -> [Effect] {
    rows.requireIfChanged(by: clocks.server.second)
    guard rows.schedule.isDue else { return [] }
    // While all is loaded each page calls for an arrangement.
    let (effects, change) = rows.arrange(
      rowSource, replacing: replacing, isThrottled: loader.isLoadingAll)
    if let change { follow(change) }
    return effects
  }

  private mutating func follow(_ change: RowView.Change) {
    switch change {
    case .newQuery: keepCursorOnShownRow()
    case .sameQuery: keepSelectedRow()
    }
    viewport.countArrivals(above: topIndex, in: rows, of: shownList)
  }

  // MARK: The cursor

  /// Nobody asked for other rows: the selected batch stays, also where it does not belong to the view
  /// any more, until the cursor leaves it.
  private mutating func keepSelectedRow() {
    guard let id = selection.id, shownList.contains(id) else {
      keepCursorOnShownRow()
      return
    }
    if shownIndex(of: id) == nil { rows.keep(id, in: rowSource) }
    keepViewportFull()
    showSelectionInGantt()
  }

  /// The selected batch stays if it is shown; else its nearest neighbour that is takes its place,
  /// until it is shown again or the user moves on.
  mutating func keepCursorOnShownRow() {
    let origin = viewport.origin
    if let id = origin.id {
      if shownIndex(of: id) != nil {
        select(id, line: origin.line)
      } else {
        viewport.restoreLater(origin)
        let neighbour = min(rows.insertionIndex(of: id, in: rowSource), shownCount - 1)
        select(shownRow(at: neighbour)?.batch.id, line: origin.line)
      }
    } else {
      select(shownRow(at: 0)?.batch.id, line: 0)
    }
    guard selection.id != nil else {
      leaveDetail()
      return
    }
    // While a filter is typed the way back stays open.
    if !isTypingFilter { viewport.forgetSelectionToRestore() }
    keepViewportFull()
    showSelectionInGantt()
  }

  private mutating func select(_ id: String?, line: Int) {
    if !selection.isOn(id) { leaveBatch() }
    viewport.select(id, line: line)
  }

  /// Another batch becomes the selected one although the user did not move: an overlay about the old
  /// one would now describe the new one.
  mutating func leaveBatch() {
    screen.restartDetail()
    if overlays.traits.isAboutBatch { overlays.close() }
  }

  /// When rows come, go or move by the passing of time alone, in seconds since 1970.
  var nextViewWake: Double? {
    let count =
      statistics.problems.isDue ? clocks.server.second + 1 : statistics.problems.changesAt
    return [
      count.map { clocks.localTime(ofServerTime: Double(max($0, clocks.server.second + 1))) },
      rows.nextDue(clocks, isThrottled: loader.isLoadingAll),
    ].compactMap(\.self).min()
  }
}

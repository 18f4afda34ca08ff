import Batches
import Screen

extension BrowserState {
  /// When the screen will show something else although nothing happens, in seconds since 1970;
  /// nil when it stays as it is.
  var nextWake: Double? { nextWake(knowing: nil) }

  /// The same, sooner.
  /// - Parameter drawn: what was drawn of this state last.
  func nextWake(knowing drawn: DrawnFrame?) -> Double? {
    var due: [Double] = []
    if let time = loader.pause?.due {
      // The countdown shows whole seconds.
      let left = time - clocks.local.time
      let step = left - left.rounded(.down)
      due.append(left <= 1 ? time : clocks.local.time + (step > 0 ? step : 1))
    }
    due += autoRefreshWakes(knowing: drawn)
    if let change = nextGanttChange { due.append(change) }
    if let seconds = secondsToNextText(knowing: drawn) {
      due.append(Double(clocks.local.second) + Double(seconds))
    }
    due += [nextViewWake, nextFetchWake].compactMap(\.self)
    return due.min()
  }

  /// When an auto-refresh is due, and when the text about it changes.
  private func autoRefreshWakes(knowing drawn: DrawnFrame?) -> [Double] {
    guard let due = autoRefreshDue else { return [] }
    let theme = Theme(charset: charset)
    let isShown =
      !layout.isTooSmall
      && (drawn?.showsRefresh ?? HeadView(state: self, theme: theme).showsRefresh)
    let change = isShown ? RefreshNote(state: self, theme: theme).nextChange : nil
    // What is due already waits for what is going on, and that brings its own event.
    return [due > clocks.local.time ? due : nil, change].compactMap { $0 }
  }

  /// Seconds until some time on the screen reads differently.
  private func secondsToNextText(knowing drawn: DrawnFrame?) -> Int? {
    var seconds: [Int] = []
    if let refreshedAt = loader.refreshedAt {
      seconds.append(
        Freshness.secondsUntilChange(since: Int(refreshedAt), now: clocks.local.second))
    }
    // The sparkline moves on.
    if !statistics.finishes.isEmpty {
      seconds.append(FinishHistogram.hour - clocks.server.second % FinishHistogram.hour)
    }
    guard panesAreSeen else { return seconds.min() }
    if !layout.rows.isEmpty && gantt == nil {
      let rows =
        drawn.map { $0.rows.secondsUntilChange(now: clocks.server.second) }
        ?? secondsToNextTextOfRows
      seconds += [rows].compactMap(\.self)
    }
    if layout.detail != nil, let row = selectedRow {
      let change = DetailView.secondsUntilChange(
        of: row.batch, now: clocks.server.second, outlook: outlook(of: row))
      seconds += [change].compactMap(\.self)
      if isStale(MarkedRow(row)) {
        seconds.append(
          TimeText.secondsUntilRelativeChanges(Int(row.asOf), now: clocks.local.second))
      }
    }
    return seconds.min()
  }

  private var secondsToNextTextOfRows: Int? {
    let columns = listColumns
    let cell = listCell(of: columns)
    return visibleIndices.compactMap { index in
      shownRow(at: index).flatMap { cell.secondsUntilChange(columns, of: $0.batch) }
    }.min()
  }

  /// Whether list and detail are on screen, if there is room for them: a menu lies over a part of
  /// them, a prompt below them.
  var panesAreSeen: Bool { !overlays.traits.coversPanes }
}

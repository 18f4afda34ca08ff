import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// Batches that the server no longer lists: rows of a list of their own, which are shown in the place of the
/// others while the filter asks for them, and are neither counted nor read again.
extension BrowserState {
  var showsGone: Bool { query.filter.wantsGone }

  /// The list that the rows on screen are of.
  var shownList: BatchList { showsGone ? recall.gone.rows.list : list }

  var hasRows: Bool { !list.isEmpty || !shownList.isEmpty }

  /// The same batches as before are not there after another filter. Each list keeps its place of the cursor.
  /// - Parameter filter: that will be shown.
  mutating func exchangeLists(for filter: Filter) {
    guard filter.wantsGone != showsGone else { return }
    let place = filter.wantsGone ? Selection() : recall.gone.place
    if filter.wantsGone { recall.leaveForGone(viewport.origin) }
    leaveBatch()
    viewport.reveal(place)
  }

  /// Asks for them where they are shown, and may have become others.
  mutating func askForGoneRows() -> [Effect] {
    recall.askForGone(isWanted: showsGone && settings.keepsHistory) ? [.askForGoneRows] : []
  }

  mutating func receive(_ rows: GoneRows) {
    recall.receive(gone: rows)
    guard showsGone else { return }
    self.rows.judgeAgain()
  }

  /// Says that nothing can be done with the selected batch, where it is gone.
  mutating func refusesAsGone() -> Bool {
    guard showsGone, let batch = selectedRow?.batch else { return false }
    say(.isGone(name: theme.shortName(of: batch)))
    return true
  }

  /// When the batch of a row went, and when it was last seen, in seconds since 1970; nil for one that is not gone.
  func absence(of row: BatchRow) -> (since: Int, lastSeen: Int)? {
    guard showsGone else { return nil }
    return recall.gone.rows.goneSince(row.batch.key).map { ($0, Int(row.asOf)) }
  }
}

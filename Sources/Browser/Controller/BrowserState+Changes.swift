import BatchInsight
import BatchStore
import Batches

/// What follows from a change of the list's rows, in this order: clocks and statistics first, as the
/// words of what comes then use the server's time and the baselines; marks before the shown rows,
/// which are arranged by all of it.
extension BrowserState {
  /// - Parameter news: those of the added rows that are new on the server, not only further down.
  /// - Returns: what announces the end of the followed batch, and stops what is out of date.
  mutating func apply(_ changes: ListChanges, news: [Batch] = []) -> [Effect] {
    // What was shown by another time may be shown no more.
    if clocks.learn(from: changes) { rows.judgeAgain() }
    statistics.apply(changes, to: list)
    viewport.mark(news.map(\.id), .new)
    viewport.unmark(removed: changes)
    recall.count(changes, news: news)
    following.add(changes, news: news, at: clocks.local.second)
    let notices = following.ends(in: changes).flatMap { tell(endOf: $0) }
    tellOverlay(of: changes)
    viewport.mark(changes.noticed.map(\.after.id), .changed)
    if !changes.removed.isEmpty { recall.noteRemoved() }
    if showsGone { return notices }
    let (effects, isExtended) = rows.apply(changes, in: rowSource)
    if isExtended, selection.id == nil { keepCursorOnShownRow() }
    return notices + effects
  }

  /// What was on screen when a key was pressed has been looked at.
  mutating func forgetSeenMarks() {
    viewport.forgetSeenMarks(of: visibleIndices.compactMap { shownRow(at: $0)?.batch.key })
  }
}

import Batches

/// What follows from a change of the list's rows, in this order: clocks and statistics first, as the
/// words of what comes then use the server's time and the baselines; marks before the shown rows,
/// which are arranged by all of it.
extension BrowserState {
  /// - Parameter news: those of the added rows that are new on the server, not only further down.
  mutating func apply(_ changes: ListChanges, news: [Batch] = []) {
    // What was shown by another time may be shown no more.
    if clocks.learn(from: changes), !query.isPlain { arranging.isDue = true }
    statistics.apply(changes, to: list)
    mark(news.map(\.id), .new)
    note(changes, news: news)
    if let ended = endOfFollowed(in: changes) { tell(endOf: ended) }
    tellOverlay(of: changes)
    mark(changes.changed.map(\.after.id), .changed)
    arrange(after: changes)
  }

  // MARK: Marks

  mutating func mark(_ ids: [String], _ mark: Mark) {
    let selected = selection.id.map { BatchID($0) }
    for id in ids.map({ BatchID($0) }) where id != selected || mark == .changed {
      if marks[id] != .new { marks[id] = mark }
    }
  }

  /// What was on screen when a key was pressed has been looked at.
  mutating func forgetSeenMarks() {
    guard hasLooked else { return }
    hasLooked = false
    for index in visibleIndices {
      if let id = shownRow(at: index)?.batch.id { marks[BatchID(id)] = nil }
    }
  }
}

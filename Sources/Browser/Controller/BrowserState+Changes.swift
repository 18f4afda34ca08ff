import Batches

/// The one door by which the state hears what became of the list's rows: whatever counts, orders,
/// logs or marks rows is brought up to date here.
extension BrowserState {
  /// - Parameter news: those of the added rows that are new on the server, not only further down.
  mutating func took(_ changes: ListChanges, news: [Batch] = []) {
    readClock(changes)
    mark(news.map(\.id), .new)
    note(changes, news: news)
    if let ended = endOfFollowed(in: changes) { tell(endOf: ended) }
    tellOverlay(of: changes)
    mark(changes.changed.map(\.after.id), .changed)
    watchProgress(changes)
    countEnds(changes)
    tally.take(changes)
    norms = tally.norms
    problems.isDue = true
    arrange(after: changes)
  }

  /// Learns from the times of batches how far the server's clock is ahead.
  private mutating func readClock(_ changes: ListChanges) {
    let before = serverClock.ahead
    for batch in changes.added { serverClock.saw(batch, now: ownSecond) }
    for change in changes.changed { serverClock.saw(change.after, now: ownSecond) }
    // What was shown by another time may be shown no more.
    if serverClock.ahead != before, !query.isPlain { arranging.isDue = true }
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

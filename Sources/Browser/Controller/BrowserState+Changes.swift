import Batches

/// The one door by which the state hears what became of the list's rows: whatever counts, orders,
/// logs or marks rows is brought up to date here.
extension BrowserState {
  mutating func took(_ changes: ListChanges) {
    mark(changes.changed.map(\.after.id), .changed)
    watchProgress(changes)
  }

  // MARK: Marks

  mutating func mark(_ ids: [String], _ mark: Mark) {
    for id in ids where id != selection.id || mark == .changed {
      if marks[id] != .new { marks[id] = mark }
    }
  }

  /// What is on screen when the user asks for news has been looked at.
  mutating func forgetSeenMarks() {
    for index in visibleIndices { marks[list[index].batch.id] = nil }
  }
}

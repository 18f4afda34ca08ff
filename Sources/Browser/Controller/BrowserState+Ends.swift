/// When batches ended, counted for the sparkline.
extension BrowserState {
  mutating func countEnds(_ changes: ListChanges) {
    for batch in changes.added { ends.add(batch) }
    for change in changes.changed {
      ends.remove(change.before)
      ends.add(change.after)
    }
    for batch in changes.removed { ends.remove(batch) }
  }
}

import Batches

/// How far batches are, look by look, and what follows for their end.
extension BrowserState {
  mutating func watchProgress(_ changes: ListChanges) {
    // Nearly all have ended before they are first seen, and have no history.
    for batch in changes.added where !batch.hasEnded { watchProgress(of: batch) }
    for change in changes.changed { watchProgress(of: change.after) }
    for batch in changes.removed { progress.forget(batch.id) }
  }

  private mutating func watchProgress(of batch: Batch) {
    // Nearly all have ended, and need not be looked up for the time at which they were asked for.
    guard !batch.hasEnded, let row = list.row(batch.id) else { return progress.forget(batch.id) }
    progress.saw(row)
  }

  /// What other batches and earlier looks tell of a row's batch.
  func outlook(of row: BatchRow) -> DetailOutlook {
    // Looks are kept by our own clock: what is known of the server's may change between two.
    let history = progress.history(of: row)?.moved(by: serverClock.ahead)
    return DetailOutlook(
      norms: norms, eta: ETA(of: row.batch, history: history), clock: serverClock)
  }
}

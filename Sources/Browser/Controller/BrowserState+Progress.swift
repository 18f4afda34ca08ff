import Batches

/// How far batches are, look by look, and what follows for their end.
extension BrowserState {
  mutating func watchProgress(_ changes: ListChanges) {
    for batch in changes.added { watchProgress(ofBatch: batch.id) }
    for change in changes.changed { watchProgress(ofBatch: change.after.id) }
    for batch in changes.removed { progress.forget(batch.id) }
  }

  private mutating func watchProgress(ofBatch id: String) {
    if let row = list.row(id) { progress.saw(row) }
  }

  /// What other batches and earlier looks tell of a row's batch.
  func outlook(of row: BatchRow) -> DetailOutlook {
    // Looks are kept by our own clock: what is known of the server's may change between two.
    let history = progress.history(of: row)?.moved(by: serverClock.ahead)
    return DetailOutlook(
      norms: norms, eta: ETA(of: row.batch, history: history), clock: serverClock)
  }
}

import Batches

/// How far batches are, look by look, and what follows for their end.
extension BrowserState {
  mutating func watchProgress(_ changes: ListChanges) {
    for batch in changes.added { watchProgress(ofBatch: batch.id) }
    for change in changes.changed { watchProgress(ofBatch: change.after.id) }
    for batch in changes.removed { progress.forget(batch.id) }
  }

  private mutating func watchProgress(ofBatch id: String) {
    if let row = list.row(id) { progress.saw(row, ahead: serverClock.ahead) }
  }

  /// What other batches and earlier looks tell of a row's batch.
  func outlook(of row: BatchRow) -> DetailOutlook {
    let history = progress.history(of: row, ahead: serverClock.ahead)
    return DetailOutlook(
      norms: norms, eta: ETA(of: row.batch, history: history), clock: serverClock)
  }
}

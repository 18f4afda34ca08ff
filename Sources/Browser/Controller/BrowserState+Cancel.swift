import BatchInsight
import BatchPresentation
import BatchStore
import Batches

/// `x`: cancels the selected batch, where that is allowed and the user says so.
extension BrowserState {
  mutating func askCancel() {
    guard settings.allowsCancel else {
      say(.cancellingIsOff)
      return
    }
    guard let batch = selectedRow?.batch, !refusesAsGone() else { return }
    guard batch.canBeCancelled else {
      say(.cannotBeCancelled(name: theme.shortName(of: batch), status: batch.status.text))
      return
    }
    overlays.open(.cancel(CancelConfirmation(of: batch, theme)))
  }

  mutating func cancelBatch(_ id: BatchID) -> [Effect] {
    guard settings.allowsCancel, let batch = list.row(id.text)?.batch else { return [] }
    guard batch.canBeCancelled else {
      say(.cannotBeCancelled(name: theme.shortName(of: batch), status: batch.status.text))
      return []
    }
    say(.cancelling(name: theme.shortName(of: batch)))
    return [.cancelBatch(id)]
  }

  /// Takes in what the server says of a batch that is to be cancelled.
  mutating func receive(
    cancelled result: Result<Batch?, ServiceFailure>, of id: BatchID
  ) -> [Effect] {
    let before = list.row(id.text)?.batch
    let name = before.map { theme.shortName(of: $0) } ?? id.text
    switch result {
    case .failure(let failure):
      say(.cancelFailed(name: name, failure))
      return []
    case .success(let batch):
      guard let batch else { return [] }
      say(
        .cancelAsked(name: name, status: batch.status.text, hasMoved: !batch.canBeCancelled))
      var changes = ListChanges()
      if let change = list.update(BatchRow(batch, asOf: clocks.local.time)) {
        changes.changed = [change]
      }
      return apply(changes)
    }
  }
}

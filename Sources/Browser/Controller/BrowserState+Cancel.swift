import BatchInsight
import BatchPresentation
import BatchStore
import Batches

/// `x`: cancels the selected batch, or the marked ones, where that is allowed and the user says so.
extension BrowserState {
  mutating func askCancel() {
    guard settings.allowsCancel else {
      say(.cancellingIsOff)
      return
    }
    if !marks.isEmpty {
      let marked = markedBatches
      let batches = marked.filter(\.canBeCancelled)
      if batches.isEmpty {
        say(.noneToCancel)
      } else {
        overlays.open(
          .cancel(CancelConfirmation(of: batches, sparing: marked.count - batches.count, theme)))
      }
      return
    }
    guard let batch = selectedRow?.batch, !refusesAsGone() else { return }
    guard batch.canBeCancelled else {
      say(.cannotBeCancelled(name: theme.shortName(of: batch), status: batch.status.text))
      return
    }
    overlays.open(.cancel(CancelConfirmation(of: [batch], theme)))
  }

  mutating func cancel(_ ids: [BatchID]) -> [Effect] {
    let batches = ids.compactMap { list.row($0.text)?.batch }
    guard settings.allowsCancel, let first = batches.first else { return [] }
    let left = batches.filter(\.canBeCancelled)
    if left.isEmpty {
      say(
        ids.count > 1
          ? .noneToCancel
          : .cannotBeCancelled(name: theme.shortName(of: first), status: first.status.text))
      return []
    }
    say(
      left.count == 1
        ? .cancelling(name: theme.shortName(of: left[0])) : .cancellingMany(left.count))
    return [.cancelBatches(left.map(\.key))]
  }

  /// The server was asked to cancel several batches.
  mutating func noteCancelled(count: Int, failures: [ServiceFailure]) {
    say(.cancelAskedMany(count, failed: failures.count, failures.first))
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

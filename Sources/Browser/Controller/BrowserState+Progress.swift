import BatchInsight
import BatchPresentation
import BatchStore
import Batches

/// What follows from observations for the end of a batch.
extension BrowserState {
  /// The forecast for a row's batch, from other batches and earlier observations.
  func outlook(of row: BatchRow) -> DetailOutlook {
    // Looks are kept by our own clock: what is known of the server's may change between two.
    let history = statistics.progress.history(of: row)?.moved(by: clocks.serverClock.ahead)
    return DetailOutlook(
      baselines: baselines, eta: showsGone ? nil : ETA(of: row.batch, history: history),
      clock: clocks.serverClock,
      hasLostResults: results.lost.contains(row.batch.key))
  }
}

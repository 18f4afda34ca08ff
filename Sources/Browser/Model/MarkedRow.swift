import BatchStore
import Batches

/// What the mark of a row depends on of the row itself.
struct MarkedRow: Sendable, Hashable {
  let id: BatchID
  let isActive: Bool
  /// Seconds since 1970 at which the row was asked for.
  let asOf: Double

  init(_ row: BatchRow) {
    id = BatchID(row.batch.id)
    isActive = row.batch.isActive
    asOf = row.asOf
  }

  /// Whether the row may have changed since it was read.
  /// - Parameter current: when rows must have been read to be up to date, in seconds since 1970.
  func isStale(current: Double) -> Bool { isActive && asOf < current }
}

extension BrowserState {
  /// The last refresh read what is up to date, or, without any in this run, nothing of earlier runs is.
  var currentSince: Double { loader.refreshedAt ?? recall.startedAt }

  func isStale(_ row: MarkedRow) -> Bool { row.isStale(current: currentSince) }
}

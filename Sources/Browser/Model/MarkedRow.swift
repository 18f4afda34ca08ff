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
}

extension BrowserState {
  /// Whether the last refresh did not read the row, or none did in this run: it may have changed since.
  func isStale(_ row: MarkedRow) -> Bool {
    row.isActive && row.asOf < loader.refreshedAt ?? recall.startedAt
  }
}

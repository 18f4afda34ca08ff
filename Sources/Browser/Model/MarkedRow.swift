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

  /// Whether the last refresh did not read the row: it may have changed since.
  /// - Parameter refreshedAt: seconds since 1970; nil where the list was never refreshed.
  func isStale(refreshedAt: Double?) -> Bool {
    guard let refreshedAt else { return false }
    return isActive && asOf < refreshedAt
  }
}

extension BrowserState {
  /// Whether the last refresh did not read the row, or none did in this run: it may have changed since.
  func isStale(_ row: MarkedRow) -> Bool {
    row.isActive && row.asOf < loader.refreshedAt ?? recall.startedAt
  }
}

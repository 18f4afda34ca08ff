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
  /// Whether the row shows less than the last refresh could have told: it may have gone on since.
  func isStale(_ row: MarkedRow) -> Bool {
    guard let refreshedAt = loader.refreshedAt else { return false }
    return row.isActive && row.asOf < refreshedAt
  }
}

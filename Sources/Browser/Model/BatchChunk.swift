import Batches

/// A batch and when it was read from the server.
public struct BatchRow: Sendable, Hashable {
  public var batch: Batch
  /// Seconds since 1970 at which the request that brought it was sent.
  public var asOf: Double

  public init(_ batch: Batch, asOf: Double) {
    self.batch = batch
    self.asOf = asOf
  }
}

/// A run of neighbouring rows, about one page of the API. Immutable and held by reference: a list
/// of a million rows is copied as ten thousand references.
final class BatchChunk: Sendable {
  /// Names the chunk for as long as the list lives, wherever it moves.
  let key: Int
  let rows: [BatchRow]
  /// How many of the rows have not come to their end.
  let activeCount: Int

  init(key: Int, rows: [BatchRow]) {
    self.key = key
    self.rows = rows
    self.activeCount = rows.count { !$0.batch.status.isTerminal }
  }
}

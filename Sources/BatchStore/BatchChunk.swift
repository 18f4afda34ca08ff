import Batches

/// A batch and when it was read from the server.
package struct BatchRow: Sendable, Hashable {
  package var batch: Batch
  /// Seconds since 1970 at which the request that brought it was sent.
  package var asOf: Double

  package init(_ batch: Batch, asOf: Double) {
    self.batch = batch
    self.asOf = asOf
  }
}

/// A run of neighbouring rows, about one page of the API. Immutable and held by reference: a list
/// of a million rows is copied as ten thousand references.
final class BatchChunk: Sendable {
  /// Names the chunk for as long as the list exists, wherever it moves.
  let key: Int
  /// How many of the rows have not come to their end.
  let activeCount: Int
  private let rows: PackedRows
  /// One for each row; or one for all, as long as they came together.
  private let asOf: [Double]

  private init(key: Int, rows: PackedRows, asOf: [Double], activeCount: Int) {
    self.key = key
    self.rows = rows
    self.asOf = asOf.allSatisfy { $0 == asOf[0] } ? Array(asOf.prefix(1)) : asOf
    self.activeCount = activeCount
  }

  convenience init(key: Int, rows: some Collection<BatchRow>, vocabulary: Vocabulary) {
    self.init(
      key: key, rows: PackedRows(rows.lazy.map(\.batch), vocabulary: vocabulary),
      asOf: rows.map(\.asOf), activeCount: rows.count(where: \.batch.isActive))
  }

  var count: Int { rows.count }
  var vocabulary: Vocabulary { rows.vocabulary }

  subscript(offset: Int) -> BatchRow { BatchRow(rows[offset], asOf: asOf(offset)) }

  func isActive(_ offset: Int) -> Bool { !rows.status(offset).isTerminal }

  func hasID(_ id: String, _ offset: Int) -> Bool { rows.hasID(id, offset) }

  /// The chunk with another row in the place of one.
  /// - Returns: also the batch that was there, where the new one differs.
  func replacing(_ offset: Int, with row: BatchRow) -> (chunk: BatchChunk, before: Batch?) {
    var rows = rows
    let before = rows.replace(offset, with: row.batch)
    var asOf = (0..<count).map(asOf)
    asOf[offset] = row.asOf
    var activeCount = activeCount
    if let before {
      activeCount += (row.batch.isActive ? 1 : 0) - (before.isActive ? 1 : 0)
    }
    return (BatchChunk(key: key, rows: rows, asOf: asOf, activeCount: activeCount), before)
  }

  /// The rows of a range as a chunk with this key.
  func part(_ range: Range<Int>, key: Int) -> BatchChunk {
    BatchChunk(
      key: key, rows: rows[range], asOf: range.map(asOf), activeCount: range.count(where: isActive))
  }

  private func asOf(_ offset: Int) -> Double { asOf.count == 1 ? asOf[0] : asOf[offset] }
}

/// A row as the list keeps it, made into values when it is asked for.
///
/// Two are equal where they are the same row of the same chunk. Chunks never change, so what was
/// made of one, or drawn, is true of every equal one; the same content in another chunk is unequal.
package struct StoredRow: Sendable, Equatable {
  let chunk: BatchChunk
  let offset: Int

  /// The row unpacked; takes about a microsecond.
  package var row: BatchRow { chunk[offset] }

  package static func == (one: StoredRow, other: StoredRow) -> Bool {
    one.chunk === other.chunk && one.offset == other.offset
  }
}

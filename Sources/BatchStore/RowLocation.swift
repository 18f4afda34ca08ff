/// Where a row is kept: in which chunk, and where in it.
struct RowLocation: Sendable, Hashable {
  /// Rows of one chunk at most. An update copies its chunk, so one stays small also where a page
  /// holds thousands of rows.
  static let mostChunkRows = 128

  /// The chunk's key.
  var chunk: Int
  var offset: Int

  init(chunk: Int, offset: Int) {
    self.chunk = chunk
    self.offset = offset
  }

  /// In 32 bits there is room for 33 million chunks; no list is as long.
  init(bits: UInt32) {
    chunk = Int(bits) / Self.mostChunkRows
    offset = Int(bits) % Self.mostChunkRows
  }

  var bits: UInt32 { UInt32(chunk * Self.mostChunkRows + offset) }
}

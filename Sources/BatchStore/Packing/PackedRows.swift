import Batches

/// Batches as bytes, and a `Batch` made of them when one is asked for.
///
/// A `Batch` with its dozen texts takes over a kilobyte, twice what the server sent; packed it is
/// a third of that, in one allocation for a page. Of all the rows loaded only those on the screen
/// are looked at often, and to make one of them takes about a microsecond.
struct PackedRows: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each row ends in `bytes`.
  private var ends: [Int] = []
  private(set) var vocabulary: Vocabulary

  /// - Parameter vocabulary: what is known already, to be shared.
  init(_ batches: some Sequence<Batch>, vocabulary: Vocabulary) {
    var packer = RowPacker(vocabulary)
    var ends: [Int] = []
    for batch in batches {
      packer.pack(batch)
      ends.append(packer.bytes.count)
    }
    self.init(bytes: packer.bytes[...], ends: ends[...], packer.vocabulary)
  }

  /// Copies the parts, so that no capacity is left over.
  private init(bytes: ArraySlice<UInt8>, ends: ArraySlice<Int>, _ vocabulary: Vocabulary) {
    let start = bytes.startIndex
    self.bytes = Array(bytes)
    self.ends = ends.map { $0 - start }
    self.vocabulary = vocabulary
  }

  var count: Int { ends.count }

  subscript(offset: Int) -> Batch {
    var reader = reader(offset)
    return reader.batch()
  }

  /// The part of the rows in a range, in memory of its own.
  subscript(range: Range<Int>) -> PackedRows {
    let end = range.isEmpty ? start(range.lowerBound) : ends[range.upperBound - 1]
    return PackedRows(bytes: bytes[start(range.lowerBound)..<end], ends: ends[range], vocabulary)
  }

  func status(_ offset: Int) -> BatchStatus {
    var reader = reader(offset)
    return reader.statusOnly()
  }

  func hasID(_ id: String, _ offset: Int) -> Bool {
    var reader = reader(offset)
    return id.withBytes { reader.hasID($0) }
  }

  /// Puts a batch in the place of another.
  /// - Returns: the batch before; nil where nothing in it differs, to the byte.
  mutating func replace(_ offset: Int, with batch: Batch) -> Batch? {
    var packer = RowPacker(vocabulary)
    packer.pack(batch)
    let range = start(offset)..<ends[offset]
    guard bytes[range] != packer.bytes[...] else { return nil }
    let before = self[offset]
    bytes.replaceSubrange(range, with: packer.bytes)
    let growth = packer.bytes.count - range.count
    for later in offset..<ends.count { ends[later] += growth }
    vocabulary = packer.vocabulary
    return before
  }

  private func start(_ offset: Int) -> Int { offset == 0 ? 0 : ends[offset - 1] }

  private func reader(_ offset: Int) -> RowReader {
    RowReader(bytes, at: start(offset), vocabulary)
  }
}

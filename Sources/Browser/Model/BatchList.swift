import Batches

/// The loaded rows in the server's order, each id once.
///
/// A row is found by its index in O(log chunks) and by its id in O(1), wherever it stands. Rows
/// arrive as pages: putting one at the end costs O(page), anywhere else O(page + chunks).
public struct BatchList: Sendable {
  /// Where the rows of a page belong that come before any row that the list knows.
  public enum Anchor: Sendable, Hashable {
    case head
    case after(id: String)
  }

  /// An update copies its chunk, so one stays small also where a page holds thousands of rows.
  private static let mostChunkRows = 128

  private struct Place {
    var chunk: Int
    var offset: Int
  }

  private(set) var chunks: [BatchChunk] = []
  /// The index of each chunk's first row.
  private var starts: [Int] = []
  /// Where in `chunks` the chunk of a key stands.
  private var positions: [Int] = []
  private var places: [String: Place] = [:]

  public init() {}

  public var count: Int { places.count }
  public var isEmpty: Bool { places.isEmpty }

  public subscript(index: Int) -> BatchRow {
    let position = chunkPosition(ofRow: index)
    return chunks[position].rows[index - starts[position]]
  }

  public func contains(_ id: String) -> Bool { places[id] != nil }

  public func index(of id: String) -> Int? {
    guard let place = places[id] else { return nil }
    return starts[positions[place.chunk]] + place.offset
  }

  public func row(_ id: String) -> BatchRow? {
    guard let place = places[id] else { return nil }
    return chunks[positions[place.chunk]].rows[place.offset]
  }

  public var lastID: String? { chunks.last?.rows.last?.batch.id }

  /// The rows that have not come to their end, as indices in ascending order. Chunks without one
  /// are passed over.
  public var activeIndices: some Sequence<Int> {
    zip(chunks, starts).lazy.filter { $0.0.activeCount > 0 }.flatMap { chunk, start in
      chunk.rows.indices.lazy.filter { !chunk.rows[$0].batch.status.isTerminal }.map { start + $0 }
    }
  }

  // MARK: Changing

  /// Takes a page in: rows it knows are brought up to date where they stand; new rows follow the
  /// row that they follow in the page.
  /// - Parameters:
  ///   - anchor: where rows belong that no known row precedes in the page.
  ///   - asOf: seconds since 1970 at which the page was asked for.
  @discardableResult
  public mutating func merge(
    _ page: some Sequence<Batch>, after anchor: Anchor, asOf: Double
  ) -> ListChanges {
    var changes = ListChanges()
    var run: [BatchRow] = []
    var runIDs: [String: Int] = [:]
    var runAnchor = anchor
    func flush(_ list: inout BatchList) {
      list.insert(run, after: runAnchor)
      changes.added += run.map(\.batch)
      run = []
      runIDs = [:]
    }
    for batch in page {
      let row = BatchRow(batch, asOf: asOf)
      if let position = runIDs[batch.id] {
        run[position] = row
      } else if contains(batch.id) {
        flush(&self)
        if let change = update(row) { changes.changed.append(change) }
        runAnchor = .after(id: batch.id)
      } else {
        runIDs[batch.id] = run.count
        run.append(row)
      }
    }
    flush(&self)
    return changes
  }

  /// Replaces the row of the same id.
  /// - Returns: nil where its content is as before, and where the id is not known.
  @discardableResult
  public mutating func update(_ row: BatchRow) -> ListChanges.Replacement? {
    guard let place = places[row.batch.id] else { return nil }
    let position = positions[place.chunk]
    var rows = chunks[position].rows
    let before = rows[place.offset].batch
    rows[place.offset] = row
    chunks[position] = BatchChunk(key: place.chunk, rows: rows)
    return before == row.batch ? nil : ListChanges.Replacement(before: before, after: row.batch)
  }

  /// Puts rows whose ids are new into the list.
  private mutating func insert(_ rows: [BatchRow], after anchor: Anchor) {
    guard !rows.isEmpty else { return }
    var position = 0
    if case .after(let id) = anchor, let place = places[id] {
      position = positions[place.chunk]
      split(at: position, keeping: place.offset + 1)
      position += 1
    }
    let starts = stride(from: 0, to: rows.count, by: Self.mostChunkRows)
    let added = starts.map { start in
      makeChunk(Array(rows[start..<min(start + Self.mostChunkRows, rows.count)]))
    }
    chunks.insert(contentsOf: added, at: position)
    renumber(from: position)
  }

  /// Moves what comes after the first `kept` rows of a chunk into a chunk of its own.
  private mutating func split(at position: Int, keeping kept: Int) {
    let whole = chunks[position]
    guard kept < whole.rows.count else { return }
    chunks[position] = BatchChunk(key: whole.key, rows: Array(whole.rows[..<kept]))
    chunks.insert(makeChunk(Array(whole.rows[kept...])), at: position + 1)
    renumber(from: position)
  }

  private mutating func makeChunk(_ rows: [BatchRow]) -> BatchChunk {
    let key = positions.count
    positions.append(chunks.count)
    for (offset, row) in rows.enumerated() {
      places[row.batch.id] = Place(chunk: key, offset: offset)
    }
    return BatchChunk(key: key, rows: rows)
  }

  private mutating func renumber(from first: Int) {
    starts.removeLast(max(0, starts.count - first))
    var start = first == 0 ? 0 : starts[first - 1] + chunks[first - 1].rows.count
    for position in first..<chunks.count {
      starts.append(start)
      positions[chunks[position].key] = position
      start += chunks[position].rows.count
    }
  }

  private func chunkPosition(ofRow index: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return low
  }
}

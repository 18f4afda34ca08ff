import Batches

/// The loaded rows in the server's order, each id once.
///
/// A row is found by its index in O(log chunks) and by its id in O(1). Rows
/// arrive as pages: putting one at the end costs O(page), anywhere else O(page + chunks).
package struct BatchList: Sendable {
  /// Where the rows of a page belong that come before any row that the list knows.
  package enum Anchor: Sendable, Hashable {
    case head
    case after(id: String)
  }

  private var chunks: [BatchChunk] = []
  /// The index of each chunk's first row.
  private var starts: [Int] = []
  /// The index in `chunks` of the chunk of a key.
  private var positions: [Int] = []
  private var ids = IDIndex()
  /// What the latest chunk was packed with.
  private var vocabulary = Vocabulary()
  package private(set) var count = 0
  /// Rows that have not come to their end.
  package private(set) var activeCount = 0

  package init() {}

  package var isEmpty: Bool { count == 0 }

  package subscript(index: Int) -> BatchRow { stored(at: index).row }

  package func stored(at index: Int) -> StoredRow {
    let position = chunkPosition(ofRow: index)
    return StoredRow(chunk: chunks[position], offset: index - starts[position])
  }

  package func contains(_ id: String) -> Bool { location(of: id) != nil }

  package func index(of id: String) -> Int? {
    guard let location = location(of: id) else { return nil }
    return starts[positions[location.chunk]] + location.offset
  }

  package func row(_ id: String) -> BatchRow? { stored(id)?.row }

  package func stored(_ id: String) -> StoredRow? {
    location(of: id).map { StoredRow(chunk: chunk($0), offset: $0.offset) }
  }

  package var lastID: String? { isEmpty ? nil : self[count - 1].batch.id }

  /// The rows that have not come to their end, as indices in ascending order. Chunks without one
  /// are passed over.
  package var activeIndices: some Sequence<Int> {
    zip(chunks, starts).lazy.filter { $0.0.activeCount > 0 }.flatMap { chunk, start in
      (0..<chunk.count).lazy.filter(chunk.isActive).map { start + $0 }
    }
  }

  /// Calls a function with each batch in order, faster than by index.
  package func forEachBatch<Failure: Error>(
    _ body: (Batch) throws(Failure) -> Void
  ) throws(Failure) {
    for chunk in chunks {
      for offset in 0..<chunk.count { try body(chunk[offset].batch) }
    }
  }

  /// Names the chunk of a row, as long as the list does not change.
  package func chunkKey(of id: String) -> Int? { location(of: id)?.chunk }

  /// The rows for whose ids something is true, in a time that does not depend on the chunks of which
  /// all rows are known to be others.
  /// - Parameter others: by the key of a chunk, how many of its rows are known to be others.
  package func rows(beside others: [Int: Int], where isWanted: (String) -> Bool) -> [Batch] {
    chunks.filter { $0.count > others[$0.key] ?? 0 }.flatMap { chunk in
      (0..<chunk.count).map { chunk[$0].batch }.filter { isWanted($0.id) }
    }
  }

  private func chunk(_ location: RowLocation) -> BatchChunk { chunks[positions[location.chunk]] }

  private func location(of id: String) -> RowLocation? {
    ids.locations(IDIndex.hash(of: id)).first { chunk($0).hasID(id, $0.offset) }
  }

  // MARK: Changing

  /// Merges a page: known rows are updated in place; new rows follow the
  /// row that they follow in the page.
  /// - Parameters:
  ///   - anchor: where rows belong that no known row precedes in the page.
  ///   - asOf: seconds since 1970 at which the page was asked for.
  @discardableResult
  package mutating func merge(
    _ page: some Sequence<Batch>, after anchor: Anchor, asOf: Double
  ) -> ListChanges {
    var changes = ListChanges()
    var run: [BatchRow] = []
    var runIDs: [BatchID: Int] = [:]
    var runAnchor = anchor
    func flush(_ list: inout BatchList) {
      list.insert(run, after: runAnchor)
      changes.added += run.map(\.batch)
      run = []
      runIDs = [:]
    }
    for batch in page {
      let row = BatchRow(batch, asOf: asOf)
      let id = BatchID(batch.id)
      if let position = runIDs[id] {
        run[position] = row
      } else if contains(batch.id) {
        flush(&self)
        if let change = update(row) { changes.changed.append(change) }
        runAnchor = .after(id: batch.id)
      } else {
        runIDs[id] = run.count
        run.append(row)
      }
    }
    flush(&self)
    return changes
  }

  /// Puts rows behind the last one, each as of its own time. Rows whose ids are known stay as they are.
  package mutating func append(_ rows: [BatchRow]) -> ListChanges {
    var changes = ListChanges()
    var seen: Set<BatchID> = []
    let new = rows.filter { !contains($0.batch.id) && seen.insert($0.batch.key).inserted }
    insert(new, after: lastID.map { .after(id: $0) } ?? .head)
    changes.added = new.map(\.batch)
    return changes
  }

  /// Replaces the row of the same id.
  /// - Returns: nil where its content is as before, and where the id is not known.
  @discardableResult
  package mutating func update(_ row: BatchRow) -> ListChanges.Replacement? {
    guard let location = location(of: row.batch.id) else { return nil }
    let old = chunk(location)
    let (chunk, before) = old.replacing(location.offset, with: row)
    chunks[positions[location.chunk]] = chunk
    activeCount += chunk.activeCount - old.activeCount
    return before.map { ListChanges.Replacement(before: $0, after: row.batch) }
  }

  /// Takes rows out of the list; ids that are not known are ignored. Costs O(chunks) and the rows of the
  /// chunks that lose any.
  package mutating func remove(_ ids: [String]) {
    var removed: [Int: Set<Int>] = [:]
    for location in ids.compactMap({ location(of: $0) }) {
      removed[location.chunk, default: []].insert(location.offset)
    }
    guard !removed.isEmpty else { return }
    for (key, offsets) in removed { remove(offsets, fromChunk: key) }
    chunks.removeAll { $0.count == 0 }
    renumber(from: 0)
  }

  private mutating func remove(_ offsets: Set<Int>, fromChunk key: Int) {
    let whole = chunks[positions[key]]
    var kept: [BatchRow] = []
    for offset in 0..<whole.count {
      let row = whole[offset]
      let hash = IDIndex.hash(of: row.batch.id)
      ids.remove(RowLocation(chunk: key, offset: offset), hash)
      guard !offsets.contains(offset) else { continue }
      ids.insert(RowLocation(chunk: key, offset: kept.count), hash)
      kept.append(row)
    }
    let rest = BatchChunk(key: key, rows: kept, vocabulary: whole.vocabulary)
    chunks[positions[key]] = rest
    count -= offsets.count
    activeCount += rest.activeCount - whole.activeCount
  }

  /// Puts rows whose ids are new into the list.
  private mutating func insert(_ rows: [BatchRow], after anchor: Anchor) {
    guard !rows.isEmpty else { return }
    var position = 0
    if case .after(let id) = anchor, let location = location(of: id) {
      position = positions[location.chunk]
      split(at: position, keeping: location.offset + 1)
      position += 1
    }
    let mostRows = RowLocation.mostChunkRows
    let added = stride(from: 0, to: rows.count, by: mostRows).map { start in
      makeChunk(rows[start..<min(start + mostRows, rows.count)])
    }
    chunks.insert(contentsOf: added, at: position)
    count += rows.count
    renumber(from: position)
  }

  /// Moves what comes after the first `kept` rows of a chunk into a chunk of its own.
  private mutating func split(at position: Int, keeping kept: Int) {
    let whole = chunks[position]
    guard kept < whole.count else { return }
    let rest = whole.part(kept..<whole.count, key: newKey())
    for offset in 0..<rest.count {
      let hash = IDIndex.hash(of: rest[offset].batch.id)
      ids.remove(RowLocation(chunk: whole.key, offset: kept + offset), hash)
      ids.insert(RowLocation(chunk: rest.key, offset: offset), hash)
    }
    chunks[position] = whole.part(0..<kept, key: whole.key)
    chunks.insert(rest, at: position + 1)
    renumber(from: position)
  }

  private mutating func makeChunk(_ rows: ArraySlice<BatchRow>) -> BatchChunk {
    let key = newKey()
    for (offset, row) in rows.enumerated() {
      ids.insert(RowLocation(chunk: key, offset: offset), IDIndex.hash(of: row.batch.id))
    }
    let chunk = BatchChunk(key: key, rows: rows, vocabulary: vocabulary)
    vocabulary = chunk.vocabulary
    activeCount += chunk.activeCount
    return chunk
  }

  private mutating func newKey() -> Int {
    positions.append(chunks.count)
    return positions.count - 1
  }

  private mutating func renumber(from first: Int) {
    starts.removeLast(max(0, starts.count - first))
    var start = first == 0 ? 0 : starts[first - 1] + chunks[first - 1].count
    for position in first..<chunks.count {
      starts.append(start)
      positions[chunks[position].key] = position
      start += chunks[position].count
    }
  }

  private func chunkPosition(ofRow index: Int) -> Int {
    max(0, (0..<starts.count).partitionPoint { starts[$0] <= index } - 1)
  }
}

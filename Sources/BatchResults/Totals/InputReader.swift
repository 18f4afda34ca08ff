/// Reads the input file of a batch: which requests were asked for.
public struct InputReader: ~Copyable {
  public private(set) var bytes = 0
  /// Lines that are not blank.
  public private(set) var requests = 0
  public private(set) var odd = OddLines()
  private var splitter = LineSplitter()
  private var scanner = LineScanner()

  /// A request that is in no result file, and where it is in the input.
  public struct Missing: Sendable, Hashable {
    public let id: String
    public let line: Int
    public let offset: Int
  }

  public init() {}

  /// The same as without `results`.
  /// - Parameters:
  ///   - ids: where the requests of the input are noted.
  ///   - results: the requests of all result files.
  ///   - missing: receives the requests that are in none of them, each once; none at all where there are
  ///     too many to tell.
  public mutating func feed(
    _ chunk: UnsafeBufferPointer<UInt8>, ids: inout RequestIDs, results: borrowing RequestIDs,
    missing: (Missing) -> Void
  ) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.feed(chunk) { find($0, ids: &ids, results: results, missing) }
    bytes = splitter.bytes
    swap(&splitter, &self.splitter)
  }

  /// The file has ended: its last line may have no line feed.
  public mutating func finish(
    ids: inout RequestIDs, results: borrowing RequestIDs, missing: (Missing) -> Void
  ) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.finish { find($0, ids: &ids, results: results, missing) }
    swap(&splitter, &self.splitter)
  }

  private mutating func find(
    _ line: Line, ids: inout RequestIDs, results: borrowing RequestIDs, _ missing: (Missing) -> Void
  ) {
    let before = ids.count
    read(line, &ids)
    guard ids.count > before, !results.isFull, let id = scanner.id,
      results.places(ofHash: scanner.hash(id)).isDisjoint(with: .results)
    else { return }
    missing(Missing(id: scanner.text(id), line: line.number, offset: line.offset))
  }

  public mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, ids: inout RequestIDs) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.feed(chunk) { read($0, &ids) }
    bytes = splitter.bytes
    swap(&splitter, &self.splitter)
  }

  /// The file has ended: its last line may have no line feed.
  public mutating func finish(ids: inout RequestIDs) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.finish { read($0, &ids) }
    swap(&splitter, &self.splitter)
  }

  private mutating func read(_ line: Line, _ ids: inout RequestIDs) {
    let shape = scanner.scan(line)
    if shape == .blank {
      odd.add(.blank, line: line.number, offset: line.offset)
      return
    }
    requests += 1
    if line.isTooLong {
      odd.add(.tooLong, line: line.number, offset: line.offset)
    } else if shape == .notJSON {
      odd.add(.notJSON, line: line.number, offset: line.offset)
    } else if shape == .otherValue {
      odd.add(.notObject, line: line.number, offset: line.offset)
    }
    if let id = scanner.id {
      ids.add(hash: scanner.hash(id), .input)
    } else if shape == .object {
      odd.add(.noID, line: line.number, offset: line.offset)
    }
  }
}

extension LineScanner {
  /// The request that a line names, even where it breaks off later.
  var id: ScannedValue? {
    firstText(self[.line][.customID], self[.line][.key], self[.line][.recordID])
  }
}

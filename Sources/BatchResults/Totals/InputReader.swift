/// Reads the input file of a batch: which requests were asked for.
public struct InputReader: ~Copyable {
  public private(set) var bytes = 0
  /// Lines that are not blank.
  public private(set) var requests = 0
  public private(set) var odd = OddLines()
  private var splitter = LineSplitter()
  private var scanner = LineScanner()

  public init() {}

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

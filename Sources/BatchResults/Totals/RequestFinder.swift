/// Looks for the line of a request, in an input or a result file.
public struct RequestFinder: ~Copyable {
  public struct Place: Sendable, Hashable {
    public let line: Int
    /// Of the line in the file, and its bytes there without the line end.
    public let offset: Int
    public let length: Int
  }

  /// The first line that names the request; nil until it comes.
  public private(set) var place: Place?
  private let hash: UInt64
  private let id: String
  private var splitter = LineSplitter()
  private var scanner = LineScanner()

  public init(id: String) {
    self.id = id
    hash = id.withResultBytes(ByteHash.of)
  }

  public mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>) {
    guard place == nil else { return }
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.feed(chunk) { look(at: $0) }
    swap(&splitter, &self.splitter)
  }

  public mutating func finish() {
    guard place == nil else { return }
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.finish { look(at: $0) }
    swap(&splitter, &self.splitter)
  }

  private mutating func look(at line: Line) {
    guard place == nil else { return }
    _ = scanner.scan(line)
    guard let named = scanner.id, scanner.hash(named) == hash,
      scanner.text(named).utf8.elementsEqual(id.utf8)
    else { return }
    place = Place(line: line.number, offset: line.offset, length: line.length)
  }
}

/// Finds the lines of an input file that should be submitted again, or of which nothing came, in their
/// order.
public struct RetryFile: ~Copyable {
  /// Which requests go in.
  public struct Wanted: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Those that failed and did not also succeed.
    public static let failed = Wanted(rawValue: 1)
    /// Those of which no result file says anything.
    public static let missing = Wanted(rawValue: 2)
    /// Those whose only result is a line that breaks off or is too long.
    public static let damaged = Wanted(rawValue: 4)
    /// All that have no answer.
    public static let unanswered: Wanted = [.failed, .missing, .damaged]
  }

  /// A line as it is in the input.
  public struct Request {
    public let id: String
    /// With the line end, if it has one; nil for a line that is longer than `ResultLimits.lineBytes`, which is
    /// copied from the file by its place.
    public let bytes: UnsafeBufferPointer<UInt8>?
    /// Of the line, from 1.
    public let line: Int
    /// Of its first byte in the file, and its bytes there without the line feed.
    public let offset: Int
    public let length: Int
  }

  /// Lines found so far.
  public private(set) var count = 0
  /// Lines of the file that were read, and where the next one begins.
  public var lines: Int { splitter.lines }
  public var lineStart: Int { splitter.lineStart }
  /// Those of them whose id one before has, too.
  public var duplicates: Int { handedOut.duplicateInputs }
  private var handedOut = RequestIDs()
  private let wanted: Wanted
  private var splitter = LineSplitter()
  private var scanner = LineScanner()

  public init(_ wanted: Wanted) { self.wanted = wanted }

  /// - Parameters:
  ///   - offset: of a line's first byte, where reading begins within the file.
  ///   - lines: of the file before it.
  public init(_ wanted: Wanted, offset: Int, lines: Int) {
    self.wanted = wanted
    splitter = LineSplitter(offset: offset, lines: lines)
  }

  /// - Parameters:
  ///   - ids: of both result files, read to their ends.
  ///   - body: takes a request, valid only within the call.
  public mutating func feed(
    _ chunk: UnsafeBufferPointer<UInt8>, ids: borrowing RequestIDs, _ body: (Request) -> Void
  ) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.feed(chunk) { if let request = request($0, ids) { body(request) } }
    swap(&splitter, &self.splitter)
  }

  public mutating func finish(ids: borrowing RequestIDs, _ body: (Request) -> Void) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.finish { if let request = request($0, ids) { body(request) } }
    swap(&splitter, &self.splitter)
  }

  private mutating func request(_ line: Line, _ ids: borrowing RequestIDs) -> Request? {
    _ = scanner.scan(line)
    guard let id = scanner.id else { return nil }
    let places = ids.places(ofHash: scanner.hash(id))
    let isDamaged = places.contains(.damaged) && places.isDisjoint(with: [.succeeded, .failed])
    let isWanted =
      wanted.contains(.damaged) && isDamaged
      || wanted.contains(.failed) && places.contains(.failed) && !places.contains(.succeeded)
      || wanted.contains(.missing) && places.isDisjoint(with: .results) && !ids.isFull
    guard isWanted else { return nil }
    count += 1
    handedOut.add(hash: scanner.hash(id), .input)
    return Request(
      id: scanner.text(id), bytes: line.isTooLong ? nil : line.bytesWithEnd, line: line.number,
      offset: line.offset, length: line.length)
  }
}

import Batches

/// Reads a result file, output or errors, chunk by chunk; everything that it says can be asked at any
/// time. Its memory does not depend on the size of the file.
public struct ResultReader: ~Copyable {
  public private(set) var summary = ResultSummary()
  /// Where the failures are, by the number of their group.
  public private(set) var stretches: Stretches
  /// Where the successes are.
  public private(set) var successes: Stretches
  private var grouping = FailureGroups()
  private var splitter = LineSplitter()
  private var scanner = LineScanner()

  public init() { self.init(stretches: Stretches()) }

  init(stretches: Stretches) {
    self.stretches = stretches
    successes = stretches
  }

  /// The stretches of the file where some lines are, in order.
  public func stretches(of wanted: Wanted) -> [Stretches.Stretch] {
    switch wanted {
    case .group(let number): stretches.stretches(of: number)
    case .failures: stretches.all
    case .successes: successes.all
    }
  }

  /// The groups by count, the largest first.
  public var groups: [FailureGroup] { grouping.bySize }

  /// Takes in the next bytes of the file.
  /// - Parameter ids: where the requests that appear are noted.
  public mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, ids: inout RequestIDs) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.feed(chunk) { line in
      if let seen = read(line) { ids.add(hash: seen.hash, seen.places) }
    }
    end(&splitter)
  }

  /// The same where neither missing requests nor duplicates are wanted.
  public mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.feed(chunk) { line in _ = read(line, hashes: false) }
    end(&splitter)
  }

  /// The file has ended: its last line may have no line feed.
  public mutating func finish(ids: inout RequestIDs) {
    var splitter = LineSplitter()
    swap(&splitter, &self.splitter)
    splitter.finish { line in
      if let seen = read(line) { ids.add(hash: seen.hash, seen.places) }
    }
    end(&splitter)
  }

  public mutating func finish() {
    var ids = RequestIDs(maximumCount: 0)
    finish(ids: &ids)
  }

  private mutating func end(_ splitter: inout LineSplitter) {
    summary.bytes = splitter.bytes
    summary.lines = splitter.lines
    swap(&splitter, &self.splitter)
  }

  @inline(__always)
  private mutating func read(
    _ line: Line, hashes: Bool = true
  ) -> (hash: UInt64, places: RequestIDs.Places)? {
    if line.isTooLong {
      summary.odd.add(.tooLong, line: line.number, offset: line.offset)
      _ = scanner.scan(line)
      return damaged(hashes)
    }
    switch scanner.scan(line) {
    case .object: break
    case .blank:
      summary.odd.add(.blank, line: line.number, offset: line.offset)
      return nil
    case .notJSON:
      summary.odd.add(.notJSON, line: line.number, offset: line.offset)
      return damaged(hashes)
    case .otherValue:
      summary.odd.add(.notObject, line: line.number, offset: line.offset)
      return nil
    }
    let facts = LineFacts(scanner)
    if let tokens = TokenUsage(scanner) {
      summary.tokens.add(tokens)
      summary.linesWithTokens += 1
    }
    if scanner.hasLatency(), let latency = scanner.latency() { summary.latencies.add(latency) }
    if facts.id == nil { summary.odd.add(.noID, line: line.number, offset: line.offset) }
    if facts.outcome == .succeeded {
      summary.succeeded += 1
      successes.add(offset: line.offset, length: line.length, line: line.number, group: 0)
    } else {
      count(facts, line)
    }
    guard hashes, let id = facts.id else { return nil }
    return (scanner.hash(id), facts.outcome == .succeeded ? .succeeded : .failed)
  }

  private mutating func count(_ facts: LineFacts, _ line: Line) {
    summary.failed += 1
    if facts.outcome == .expired { summary.expired += 1 }
    if facts.outcome == .cancelled { summary.cancelled += 1 }
    let group = grouping.add(facts, scanner, line: line.number, offset: line.offset)
    stretches.add(offset: line.offset, length: line.length, line: line.number, group: group)
  }

  /// A line that breaks off often names its request before.
  private func damaged(_ hashes: Bool) -> (hash: UInt64, places: RequestIDs.Places)? {
    let line = scanner[.line]
    guard hashes, let id = scanner.firstText(line[.customID], line[.key], line[.recordID])
    else { return nil }
    return (scanner.hash(id), .damaged)
  }

  /// The failures of a group, or all successes, in a part of the file.
  /// - Parameters:
  ///   - stretch: of `stretches` or of `successes`.
  ///   - bytes: of the file from its `offset` to its `end`.
  public mutating func lines(
    of wanted: Wanted, in stretch: Stretches.Stretch, _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (FoundLine) -> Void
  ) {
    var part = LineSplitter(offset: stretch.offset, lines: stretch.linesBefore)
    part.feed(bytes) { if let found = find($0, wanted) { body(found) } }
    part.finish { if let found = find($0, wanted) { body(found) } }
  }

  public enum Wanted: Sendable, Hashable {
    /// By its number.
    case group(Int)
    case failures
    case successes
  }

  private mutating func find(_ line: Line, _ wanted: Wanted) -> FoundLine? {
    guard !line.isTooLong, scanner.scan(line) == .object else { return nil }
    let facts = LineFacts(scanner)
    let isSuccess = facts.outcome == .succeeded
    guard isSuccess == (wanted == .successes) else { return nil }
    let group = isSuccess ? nil : grouping.number(of: facts, scanner)
    if case .group(let number) = wanted, number != group { return nil }
    return FoundLine(line, scanner, facts, group: group)
  }
}

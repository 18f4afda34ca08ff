import BatchInsight
import BatchPresentation
import BatchResults
import Batches

/// What is known of the files of the batch whose results are open: what has been received, and the list
/// and the line that were asked for last.
struct OpenResults: Sendable {
  /// As it was when they were opened.
  let batch: Batch
  let files: ResultFiles
  /// Of the reader that answers for them.
  let session: Int

  private(set) var progress: [ContentSource: FileProgress] = [:]
  /// The widest cells of the groups in the file of failures.
  private(set) var widestFailures = FailureTable.Widest([])
  /// The server's number of lines of the input, where the batch does not say how many requests it has.
  private(set) var inputLines: Int?
  private(set) var comparison = Comparison.none
  private(set) var lines: ListedLines?
  private(set) var shown: ShownLine?
  private var rates: [ContentSource: TransferRate] = [:]
  private var numbers = JobNumbers()

  /// Of results and input.
  enum Comparison: Sendable {
    case none
    case underWay
    case done(Reconciliation)
    case failed(ResultsFailure)
  }

  init(of batch: Batch, files: ResultFiles, session: Int) {
    self.batch = batch
    self.files = files
    self.session = session
  }

  // MARK: Files

  func progress(of place: FileAvailability) -> FileProgress? {
    place.source.flatMap { progress[$0] }
  }

  /// What the file of failures says so far.
  var failures: FileProgress? { progress(of: files.failures) }

  /// Whether the server no longer has one of the result files.
  var lacksFile: Bool {
    files.results.contains { source in
      if case .failed(let failure)? = progress[source]?.phase {
        failure.kind == .fileGone
      } else {
        false
      }
    }
  }

  var isReading: Bool { progress.values.contains { $0.isUnderWay } }

  /// The file that is being received; the one of failures first.
  var underWay: (source: ContentSource, progress: FileProgress)? {
    let order = [files.failures.source] + BatchFile.allCases.map { files.source(of: $0) }
    for case let source? in order {
      if let progress = progress[source], progress.isUnderWay { return (source, progress) }
    }
    return nil
  }

  /// Bytes a second; nil until that is known.
  func rate(of source: ContentSource, now: Double) -> Double? {
    rates[source]?.bytesPerSecond(now: now)
  }

  /// How many requests the batch has, and whether that comes from the input file.
  var total: (count: Int, isFromFile: Bool)? {
    if let total = batch.counts?.total { return (total, false) }
    if case .done(let reconciliation) = comparison, let total = reconciliation.total {
      return (total, true)
    }
    return inputLines.map { ($0, true) }
  }

  // MARK: What is asked

  /// Whether there is nothing yet that could be compared with the input.
  var isTooEarlyToCompare: Bool { !batch.hasEnded && files.results.isEmpty }

  mutating func beginComparing() -> [ResultsRequest] {
    if isTooEarlyToCompare { return [] }
    switch comparison {
    case .done, .underWay: return []
    case .none, .failed:
      comparison = .underWay
      return [.reconcile]
    }
  }

  /// Asks for a list from its beginning.
  /// - Parameter rows: that are wanted at first.
  mutating func open(_ list: ResultList, matching text: String, rows: Int) {
    lines = ListedLines(list, matching: text, wanted: rows)
  }

  mutating func want(rows: Int) { lines?.want(rows) }

  mutating func show(_ line: FoundLine, in list: ResultList) -> [ResultsRequest] {
    let number = numbers.next()
    shown = ShownLine(line: line, list: list, number: number)
    return [.show(line, in: list, number: number)]
  }

  /// Asks for the line that is shown once more.
  mutating func showAgain() -> [ResultsRequest] {
    shown.map { show($0.line, in: $0.list) } ?? []
  }

  mutating func closeLine() -> [ResultsRequest] {
    defer { shown = nil }
    return shown == nil ? [] : [.endSearch]
  }

  mutating func closeList() -> [ResultsRequest] {
    lines = nil
    return closeLine()
  }

  /// Lines that are wanted and have not been asked for, as far as they can have come.
  mutating func requestLines() -> [ResultsRequest] {
    guard let list = lines?.list else { return [] }
    let progress = progress(of: files.place(of: list))
    let extent = ListedLines.Extent(
      received: progress?.received ?? 0, isComplete: progress?.phase == .complete)
    if list == .missing {
      guard case .done = comparison else { return [] }
    }
    guard let request = lines?.nextRequest(extent: extent, number: numbers.next()) else {
      return []
    }
    return [.list(request)]
  }

  // MARK: Answers

  /// - Parameter now: seconds since 1970 by our own clock.
  mutating func receive(_ event: ResultsEvent, now: Double) {
    switch event {
    case .progress(let source, let progress):
      let before = self.progress[source]?.received ?? 0
      let groups = self.progress[source]?.groups.count ?? 0
      // While a file is read, groups are added and none changes its cells.
      if source == files.failures.source,
        progress.groups.count != groups || progress.received < before
      {
        widestFailures = FailureTable.Widest(progress.groups)
      }
      rates[source, default: TransferRate()].note(
        progress.received, before: before, isReading: progress.phase == .reading, now: now)
      self.progress[source] = progress
      if progress.received < before, let list = lines, files.place(of: list.list).source == source {
        // The file started over, and its lines may differ.
        lines = list.fromTheBeginning
      }
    case .counted(let lines): inputLines = lines
    case .listed(let page): lines?.receive(page)
    case .shown(let document, let number):
      if shown?.number == number { shown?.result = document }
    case .request(let outcome, let number):
      if shown?.number == number { shown?.request = outcome }
    case .reconciled(.success(let reconciliation)): comparison = .done(reconciliation)
    case .reconciled(.failure(let failure)): comparison = .failed(failure)
    }
  }
}

/// Lines of a list, as far as they have been asked for.
struct ListedLines: Sendable {
  let list: ResultList
  /// What each of them contains; empty for all.
  let text: String
  private(set) var lines: [FoundLine] = []
  private(set) var isAtEnd = false
  private(set) var failure: SaveFailure?
  /// The number of the request under way; nil for none.
  private var number: Int?
  private var end: LinePlace?
  private var wanted: Int
  /// What had been received when the last request found nothing new.
  private var exhausted: Extent?
  private var asked = Extent(received: 0, isComplete: false)

  /// How much of the file there is.
  struct Extent: Sendable, Hashable {
    var received: Int
    var isComplete: Bool
  }

  /// The most lines that are kept. Later ones can be found by searching.
  static let mostLines = 20_000
  private static let linesAtOnce = 200

  init(_ list: ResultList, matching text: String, wanted: Int) {
    self.list = list
    self.text = text
    self.wanted = wanted
  }

  var isLoading: Bool { number != nil }

  fileprivate var fromTheBeginning: ListedLines {
    ListedLines(list, matching: text, wanted: wanted)
  }

  /// Whether there are more than are held.
  var isCut: Bool { lines.count >= Self.mostLines && !isAtEnd }

  fileprivate mutating func want(_ rows: Int) { wanted = max(wanted, min(rows, Self.mostLines)) }

  fileprivate mutating func nextRequest(extent: Extent, number: Int) -> ListRequest? {
    guard self.number == nil, !isAtEnd, failure == nil, lines.count < wanted, exhausted != extent
    else { return nil }
    self.number = number
    asked = extent
    return ListRequest(
      list: list, text: text, after: end, limit: max(Self.linesAtOnce, wanted - lines.count),
      number: number)
  }

  fileprivate mutating func receive(_ page: ListPage) {
    guard page.number == number else { return }
    number = nil
    let hasMoved = page.end != end
    lines += page.lines
    end = page.end
    isAtEnd = page.isAtEnd
    failure = page.failure
    // More can only come with more of the file.
    exhausted = hasMoved ? nil : asked
  }
}

/// The line that is shown, with the request that it belongs to.
struct ShownLine: Sendable {
  let line: FoundLine
  let list: ResultList
  let number: Int
  /// Nil until it is read, and of a request without a result.
  fileprivate(set) var result: ResultDocument?
  /// Nil while it is looked for.
  fileprivate(set) var request: RequestSearch.Outcome?
}

/// How fast a file arrives.
private struct TransferRate {
  private var start: (time: Double, bytes: Int)?
  private var last = 0

  /// Seconds before a rate is meaningful.
  private static let leastTime = 0.5

  mutating func note(_ received: Int, before: Int, isReading: Bool, now: Double) {
    last = received
    if start == nil || received < before || !isReading { start = (now, received) }
  }

  func bytesPerSecond(now: Double) -> Double? {
    guard let start, now - start.time >= Self.leastTime, last > start.bytes else { return nil }
    return Double(last - start.bytes) / (now - start.time)
  }
}

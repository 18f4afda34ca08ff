import BatchListing
import BatchResults
import Batches

/// Receives the files of one batch in the background, and answers questions about them.
///
/// Each file is received once and kept until the results are closed (`FileCopy`). What is asked while a
/// file still arrives is answered from what is there.
actor ResultsReader {
  private let batch: Batch
  let files: ResultFiles
  let service: any FileService
  let store: any FileStore
  private let report: @Sendable (ResultsEvent) -> Void

  private var copies: [ContentSource: FileCopy] = [:]
  private var transfers: [ContentSource: Transfer] = [:]
  private var transferNumbers = JobNumbers()
  /// How many tasks wait for a file to be complete.
  private var waiting: [ContentSource: Int] = [:]
  private(set) var followsURLs = false
  private var search: RequestSearch?
  private var isSearching = false
  /// The requests of all files, once they were compared.
  private(set) var ids = RequestIDs()
  private(set) var isReconciled = false
  private var reconciling: Task<Void, Never>?
  /// Shared by all who need it, so that no two note the ids at once.
  private var comparison: Task<Result<Reconciliation, ResultsFailure>, Never>?
  private var published: [ContentSource: ContinuousClock.Instant] = [:]
  private(set) var isClosed = false

  private struct Transfer {
    let task: Task<Void, Never>
    let number: Int
  }

  /// Between two reports of a file's progress.
  private static let reportInterval = Duration.milliseconds(100)
  /// How long one answer may look for lines before it reports what it has.
  private static let listTime = Duration.milliseconds(100)

  /// - Parameter report: receives the answers; called on any thread.
  init(
    batch: Batch, files: ResultFiles, service: any FileService, store: any FileStore,
    report: @escaping @Sendable (ResultsEvent) -> Void
  ) {
    self.batch = batch
    self.files = files
    self.service = service
    self.store = store
    self.report = report
  }

  /// Returns soon: what takes long runs in a task.
  func handle(_ request: ResultsRequest) {
    guard !isClosed else { return }
    switch request {
    case .read(let source): start(source)
    case .stop: stop()
    case .followURLs: followsURLs = true
    case .countLines(let id): Task { await countLines(id) }
    case .list(let request): list(request)
    case .show(let line, let list, let number): show(line, in: list, number: number)
    case .endSearch: endSearch()
    case .reconcile: reconciling = Task { await reconcile() }
    }
  }

  /// Nobody asks any more.
  func close() {
    isClosed = true
    stop()
    copies = [:]
    search = nil
  }

  /// Waits until everything that is under way has come or failed.
  func settle() async {
    await reconciling?.value
    for transfer in transfers.values { await transfer.task.value }
  }

  // MARK: Receiving

  func copy(of source: ContentSource) -> FileCopy {
    if let copy = copies[source] { return copy }
    let copy = FileCopy(of: source, hasResults: files.results.contains(source), store: store)
    copies[source] = copy
    return copy
  }

  private func start(_ source: ContentSource) {
    let copy = copy(of: source)
    let before = transfers[source]?.task
    guard copy.phase != .complete, before?.isCancelled != false, !isClosed else { return }
    copy.phase = .reading
    publish(copy)
    let number = transferNumbers.next()
    let task = Task {
      // One that was cancelled may still hold the copy.
      await before?.value
      if !Task.isCancelled { await receive(copy) }
      if transfers[source]?.number == number { transfers[source] = nil }
    }
    transfers[source] = Transfer(task: task, number: number)
  }

  private func stop() {
    for transfer in transfers.values { transfer.task.cancel() }
  }

  private func receive(_ copy: FileCopy) async {
    var request = ContentRequest(copy.source, followsURLs: followsURLs)
    request.resume = copy.position
    var failure: ServiceFailure?
    do {
      failure = try await ContentReader(service: service).read(request) { take($0, copy) }
    } catch {
      preconditionFailure("taking an event does not throw")
    }
    if let failure {
      copy.phase = failure.kind == .cancelled ? .stopped : .failed(failure)
    } else {
      copy.finish()
    }
    publish(copy)
    advanceSearch(in: copy)
  }

  private func take(_ event: ContentReader.Event, _ copy: FileCopy) {
    switch event {
    case .began(let head, _):
      copy.phase = .reading
      copy.begin(head)
    case .bytes(let bytes):
      let failures = copy.reader.summary.failed
      copy.take(bytes)
      publish(copy, isDue: failures == 0 && copy.reader.summary.failed > 0)
      advanceSearch(in: copy)
    case .waiting(_, let failure):
      copy.phase = .waiting(failure)
      publish(copy)
    case .sizeUnknown: break
    }
  }

  private func publish(_ copy: FileCopy, isDue: Bool = true) {
    guard !isClosed else { return }
    let now = ContinuousClock.now
    if !isDue, let last = published[copy.source], now - last < Self.reportInterval { return }
    published[copy.source] = now
    report(.progress(copy.source, copy.progress))
  }

  /// Receives a file to its end. If the task is cancelled, so is the transfer.
  func receiveAll(_ source: ContentSource) async throws(ResultsFailure) -> FileCopy {
    start(source)
    waiting[source, default: 0] += 1
    let transfer = transfers[source]?.task
    await withTaskCancellationHandler {
      await transfer?.value
    } onCancel: {
      transfer?.cancel()
    }
    waiting[source, default: 1] -= 1
    let copy = copy(of: source)
    switch copy.phase {
    case .complete: break
    case .failed(let failure): throw .failed(failure)
    case .reading, .waiting, .stopped: throw .stopped
    }
    if let failure = copy.failure { throw .notKept(failure) }
    return copy
  }

  private func countLines(_ id: FileID) async {
    let file = await Result { () async throws(ServiceFailure) in try await service.file(id) }
    if case .success(let file) = file, let lines = file.lineCount { report(.counted(lines: lines)) }
  }

  // MARK: Lists

  private func list(_ request: ListRequest) {
    var page = ListPage(number: request.number, lines: [], end: request.after, isAtEnd: true)
    if let source = files.place(of: request.list).source {
      do throws(SaveFailure) {
        let copy = copy(of: source)
        switch request.list {
        case .group(let number): try find(.group(number), request, in: copy, &page)
        case .successes: try find(.successes, request, in: copy, &page)
        case .missing: try findMissing(request, in: copy, &page)
        }
        if copy.phase != .complete { page.isAtEnd = false }
      } catch {
        page.failure = error
      }
    }
    report(.listed(page))
  }

  private func find(
    _ wanted: ResultReader.Wanted, _ request: ListRequest, in copy: FileCopy, _ page: inout ListPage
  ) throws(SaveFailure) {
    let search = TextSearch(request.text)
    let start = ContinuousClock.now
    let known = request.after?.offset ?? -1
    for stretch in copy.reader.stretches(of: wanted) where stretch.end > known {
      if page.lines.count >= request.limit || ContinuousClock.now - start > Self.listTime {
        page.isAtEnd = false
        return
      }
      let bytes = try copy.bytes(stretch.offset..<stretch.end)
      copy.lines(of: wanted, in: stretch, bytes) { line in
        guard line.offset > known else { return }
        page.end = LinePlace(number: line.number, offset: line.offset)
        let start = line.offset - stretch.offset
        if search.matches(line, bytes[start..<start + line.length]) { page.lines.append(line) }
      }
      page.end = LinePlace(number: stretch.linesBefore, offset: stretch.end)
    }
  }

  private func findMissing(
    _ request: ListRequest, in copy: FileCopy, _ page: inout ListPage
  ) throws(SaveFailure) {
    guard isReconciled else { return }
    let search = TextSearch(request.text)
    let start = ContinuousClock.now
    var position = request.after?.offset ?? 0
    let known = request.after?.offset ?? -1
    let scan = RetryScan(
      .missing, offset: position, lines: request.after.map { $0.number - 1 } ?? 0)
    func add(_ found: RetryFile.Request) {
      guard found.offset > known else { return }
      let line = FoundLine(found)
      if search.matches(line, found.bytes.map { Array($0)[...] } ?? []) { page.lines.append(line) }
    }
    while position < copy.received {
      let chunk = try copy.bytes(position..<position + RequestSearch.chunkBytes)
      position += chunk.count
      scan.feed(chunk, ids: ids, add)
      if page.lines.count >= request.limit || ContinuousClock.now - start > Self.listTime,
        scan.lineStart > 0
      {
        // At the line feed before the next line, which counts as an empty one when reading continues there.
        page.end = LinePlace(number: scan.lines, offset: scan.lineStart - 1)
        page.isAtEnd = false
        return
      }
    }
    scan.finish(ids: ids, add)
  }

  // MARK: One request

  private func show(_ line: FoundLine, in list: ResultList, number: Int) {
    search = nil
    guard let source = files.place(of: list).source else { return }
    do throws(SaveFailure) {
      let document = try copy(of: source).document(at: line.offset, length: line.length)
      if list == .missing {
        report(.request(.found(document), number: number))
      } else {
        report(.shown(document, number: number))
        findRequest(of: line, number: number)
      }
    } catch {
      report(.request(.notKept(error), number: number))
    }
  }

  private func findRequest(of line: FoundLine, number: Int) {
    guard let id = line.id else {
      report(.request(.noID, number: number))
      return
    }
    switch files.place(of: .input) {
    case .source(let source):
      search = RequestSearch(id: id, number: number)
      start(source)
      advanceSearch(in: copy(of: source))
    case .unreachable(let reason): report(.request(.noInput(reason), number: number))
    case .notNamed, .insideOutput: report(.request(.noInput(nil), number: number))
    }
  }

  private func advanceSearch(in copy: FileCopy) {
    guard let search, !isSearching, copy.source == files.source(of: .input) else { return }
    let outcome: RequestSearch.Outcome?
    do throws(SaveFailure) {
      outcome = try search.advance(in: copy)
    } catch {
      outcome = .notKept(error)
    }
    if let outcome {
      report(.request(outcome, number: search.number))
      endSearch()
    } else if search.hasMore(in: copy) {
      // Others have a turn before the next part.
      isSearching = true
      Task {
        isSearching = false
        advanceSearch(in: copy)
      }
    }
  }

  /// No more of the input is needed until it is asked for.
  private func endSearch() {
    guard search != nil, let input = files.source(of: .input) else { return }
    search = nil
    if !files.results.contains(input), waiting[input, default: 0] == 0 {
      transfers[input]?.task.cancel()
    }
  }

  // MARK: What is missing

  private func reconcile() async { report(.reconciled(await compareFiles())) }

  /// Notes the requests of all files, and compares them.
  func compareFiles() async -> Result<Reconciliation, ResultsFailure> {
    let task = comparison ?? Task { await Result(catching: compare) }
    comparison = task
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    // What failed may be tried again.
    if case .failure = result, comparison == task { comparison = nil }
    return result
  }

  private func compare() async throws(ResultsFailure) -> Reconciliation {
    let results = try await receiveResults()
    let input = try await receiveInput()
    var ids = RequestIDs()
    var summaries: [ResultSummary] = []
    for copy in results {
      let scan = ResultScan()
      try await run(scan, on: copy, ids: &ids)
      summaries.append(scan.summary)
    }
    let scan = InputScan()
    try await run(scan, on: input, ids: &ids)
    let reconciliation = Reconciliation(
      summaries, ids: ids,
      expected: Reconciliation.Expected(inputLines: scan.requests, counts: batch.counts))
    self.ids = ids
    isReconciled = true
    return reconciliation
  }

  private func run(
    _ scan: any RequestScan, on copy: FileCopy, ids: inout RequestIDs
  ) async throws(ResultsFailure) {
    var position = 0
    while let chunk = try await chunk(of: copy, from: position) {
      scan.feed(chunk, ids: &ids)
      position += chunk.count
    }
    scan.finish(ids: &ids)
  }

  private func receiveResults() async throws(ResultsFailure) -> [FileCopy] {
    var copies: [FileCopy] = []
    for source in files.results { copies.append(try await receiveAll(source)) }
    return copies
  }

  func receiveInput() async throws(ResultsFailure) -> FileCopy {
    switch files.place(of: .input) {
    case .source(let source): return try await receiveAll(source)
    case .unreachable(let reason): throw .noInput(reason)
    case .notNamed, .insideOutput: throw .noInput(nil)
    }
  }

  /// Gives others a turn first: questions about what is there are answered between two chunks.
  /// - Returns: nil at the end of what was received.
  func chunk(
    of copy: FileCopy, from position: Int
  ) async throws(ResultsFailure) -> [UInt8]? {
    await Task.yield()
    if isClosed || Task.isCancelled { throw .stopped }
    guard position < copy.received else { return nil }
    return try bytes(position..<position + RequestSearch.chunkBytes, of: copy)
  }
}

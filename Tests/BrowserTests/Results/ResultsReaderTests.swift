import BatchResults
import Batches
import TestSupport
import Testing

@testable import Browser

/// What the reader of a batch's files answers, with files in memory.
@Suite(.timeLimit(.minutes(1))) struct ResultsReaderTests {
  private let service = ResultFixture.service
  private let store = FakeFiles()

  /// A reader, and what it reports.
  private struct Session {
    let reader: ResultsReader
    private var events: AsyncStream<ResultsEvent>.Iterator

    init(_ service: FakeFileService, _ store: FakeFiles, batch: Batch = ResultFixture.batch) {
      let (stream, continuation) = AsyncStream<ResultsEvent>.makeStream()
      reader = ResultsReader(
        batch: batch, files: ResultFiles(of: batch, .common), service: service, store: store
      ) { continuation.yield($0) }
      events = stream.makeAsyncIterator()
    }

    /// The first answer that is looked for.
    mutating func next<Answer>(_ wanted: (ResultsEvent) -> Answer?) async throws -> Answer {
      while let event = await events.next() {
        if let answer = wanted(event) { return answer }
      }
      throw ServiceFailure(.notTheAPI, "no answer")
    }

    mutating func end(of id: FileID) async throws -> FileProgress {
      try await next { event in
        guard case .progress(.file(id), let progress) = event, !progress.isUnderWay else {
          return nil
        }
        return progress
      }
    }

    mutating func read(_ id: FileID) async throws -> FileProgress {
      await reader.handle(.read(.file(id)))
      return try await end(of: id)
    }

    mutating func list(
      _ list: ResultList, matching text: String = "", after: LinePlace? = nil, limit: Int = 100
    ) async throws -> ListPage {
      await reader.handle(
        .list(ListRequest(list: list, text: text, after: after, limit: limit, number: 1)))
      return try await next { if case .listed(let page) = $0 { page } else { nil } }
    }
  }

  @Test func theErrorFileAloneTellsTheReasons() async throws {
    var session = Session(service, store)
    let progress = try await session.read("err")
    #expect(progress.phase == .complete)
    #expect(progress.groups.map(\.count) == [2])
    #expect(progress.groups.first?.statusCode == 429)
    #expect(service.begun("out").isEmpty)
    #expect(service.begun("in").isEmpty)
  }

  @Test func listsGoOnWhereTheyEnded() async throws {
    var session = Session(service, store)
    _ = try await session.read("err")
    let page = try await session.list(.group(0))
    #expect(page.lines.map(\.id) == ["d", "e"])
    #expect(page.isAtEnd)
    let rest = try await session.list(.group(0), after: LinePlace(number: 1, offset: 0))
    #expect(rest.lines.map(\.id) == ["e"])
    _ = try await session.read("out")
    let found = try await session.list(.successes, matching: "ANSWER TO B")
    #expect(found.lines.map(\.id) == ["b"])
    #expect(found.lines.first?.tokens?.total == 15)
  }

  @Test func aRequestIsFoundInTheInput() async throws {
    var session = Session(service, store)
    _ = try await session.read("err")
    let line = try #require(try await session.list(.group(0)).lines.last)
    await session.reader.handle(.show(line, in: .group(0), number: 7))
    let result = try await session.next { event in
      if case .shown(let document, 7) = event { document } else { nil }
    }
    #expect(result.line.errorMessage == "Rate limit reached, retry in 7 s")
    let request = try await session.next { event -> ResultDocument? in
      if case .request(.found(let document), 7) = event { document } else { nil }
    }
    #expect(String(decoding: request.outline.bytes, as: UTF8.self) == ResultFixture.request("e"))
  }

  @Test func aRequestThatIsNotInTheInputIsTold() async throws {
    service.change("in") { $0.bytes = Array(ResultFixture.request("a").utf8) }
    var session = Session(service, store)
    _ = try await session.read("err")
    let line = try #require(try await session.list(.group(0)).lines.first)
    await session.reader.handle(.show(line, in: .group(0), number: 1))
    let isMissing = try await session.next { event -> Bool? in
      guard case .request(let outcome, _) = event else { return nil }
      if case .notFound = outcome { return true }
      return false
    }
    #expect(isMissing)
  }

  @Test func resultsAndInputAreCompared() async throws {
    var session = Session(service, store)
    await session.reader.handle(.reconcile)
    let reconciliation = try await session.next { event -> Reconciliation? in
      if case .reconciled(.success(let reconciliation)) = event { reconciliation } else { nil }
    }
    #expect(reconciliation.succeeded == 3)
    #expect(reconciliation.failed == 2)
    #expect(reconciliation.missing == 1)
    #expect(reconciliation.problems.isEmpty)
    let page = try await session.list(.missing)
    #expect(page.lines.map(\.id) == ["f"])
    #expect(page.lines.map(\.number) == [6])
    #expect(page.lines.map(\.text) == ["Question f"])
    #expect(page.isAtEnd)
  }

  private func save(
    _ subject: ResultsSave, as path: String, _ session: Session
  ) async throws -> (outcome: SaveOutcome, text: String?) {
    let target = try SaveTarget(typed: path, of: .results(subject))
    let outcome = await session.reader.save(subject, to: target, replacing: false) { _ in }
    return (outcome, store.finished["/home/" + path].map { String(decoding: $0, as: UTF8.self) })
  }

  @Test func aRetryFileHasTheLinesOfTheInput() async throws {
    let session = Session(service, store)
    let (outcome, text) = try await save(.retry(.failed), as: "retry.jsonl", session)
    #expect(outcome == .saved(path: "/home/retry.jsonl", count: 2))
    #expect(text == ResultFixture.file(["d", "e"].map(ResultFixture.request)))
    let all = try await save(.retry([.failed, .missing]), as: "all.jsonl", session)
    #expect(all.text == ResultFixture.file(["d", "e", "f"].map(ResultFixture.request)))
    #expect(service.begun("in") == [0], "it was read once")
  }

  @Test func aFileIsSavedAsItIs() async throws {
    var session = Session(service, store)
    #expect(try await save(.file(.output), as: "o", session).text == ResultFixture.output)
    _ = try await session.read("err")
    #expect(try await save(.file(.errors), as: "e", session).text == ResultFixture.errors)
    let report = try await save(.report, as: "r.md", session)
    #expect(report.outcome == .saved(path: "/home/r.md", count: 1))
    #expect(report.text?.hasPrefix("| count | share |") == true)
  }

  @Test func whatFailsLeavesNoFile() async throws {
    service.change("in") { $0.failure = ServiceFailure(.fileGone, "The file is gone") }
    let session = Session(service, store)
    let (outcome, text) = try await save(.retry(.failed), as: "retry.jsonl", session)
    #expect(
      outcome == .unavailable(.failed(ServiceFailure(.fileGone, "The file is gone"))))
    #expect(text == nil)
    #expect(store.unfinished.isEmpty)
  }

  @Test func whatBrokeOffIsContinued() async throws {
    service.change("err") { $0.cuts = [100] }
    var session = Session(service, store)
    let broken = try await session.read("err")
    #expect(broken.received == 100)
    guard case .failed = broken.phase else {
      Issue.record("it is \(broken.phase)")
      return
    }
    let whole = try await session.read("err")
    #expect(whole.phase == .complete)
    #expect(whole.groups.map(\.count) == [2])
    #expect(service.begun("err") == [0, 100])
  }

  @Test func aServerWithoutRangesBeginsAgain() async throws {
    service.change("err") {
      $0.cuts = [230]
      $0.hasRanges = false
    }
    var session = Session(service, store)
    _ = try await session.read("err")
    let whole = try await session.read("err")
    #expect(whole.groups.map(\.count) == [2], "none is counted twice")
    #expect(service.begun("err") == [0, 0])
    #expect(try await session.list(.group(0)).lines.map(\.id) == ["d", "e"])
  }

  @Test func aFileElsewhereIsReadOnlyOnceThatIsAllowed() async throws {
    service.change("err") { $0.isElsewhere = true }
    var session = Session(service, store)
    let refused = try await session.read("err")
    guard case .failed(let failure) = refused.phase else {
      Issue.record("it is \(refused.phase)")
      return
    }
    #expect(failure.kind == .fileElsewhere)
    #expect(service.begun("err").isEmpty)
    await session.reader.handle(.followURLs)
    #expect(try await session.read("err").phase == .complete)
  }

  /// More than is kept in memory.
  private func enlargeErrors() {
    let padding = String(repeating: "x", count: 1 << 20)
    let lines = (0..<12).map { ResultFixture.failure("r\($0)", 500, "server_error", padding) }
    service.change("err") { $0.bytes = Array(ResultFixture.file(lines).utf8) }
  }

  @Test func aLargeFileIsReadAgainFromTheDisk() async throws {
    enlargeErrors()
    var session = Session(service, store)
    #expect(try await session.read("err").groups.map(\.count) == [12])
    // One answer takes no longer than a tenth of a second, whatever it has by then.
    var page = try await session.list(.group(0))
    var ids = page.lines.map(\.id)
    while !page.isAtEnd {
      page = try await session.list(.group(0), after: page.end)
      ids += page.lines.map(\.id)
    }
    #expect(ids == (0..<12).map { "r\($0)" })
  }

  @Test func withoutRoomOnTheDiskTheReasonsAreStillTold() async throws {
    enlargeErrors()
    let failure = SaveFailure(.diskFull, "/var/tmp")
    store.contents.withLock { $0.scratchFailure = failure }
    var session = Session(service, store)
    #expect(try await session.read("err").groups.map(\.count) == [12])
    #expect(try await session.list(.group(0)).failure == failure)
  }

  @Test func theLinesOfTheInputAreAskedFor() async throws {
    service.change("in") { $0.lineCount = 6 }
    var session = Session(service, store)
    await session.reader.handle(.countLines("in"))
    #expect(
      try await session.next { if case .counted(let lines) = $0 { lines } else { nil } } == 6)
  }

  @Test func aClosedReaderAnswersNothing() async throws {
    let session = Session(service, store)
    await session.reader.close()
    await session.reader.handle(.read(.file("err")))
    await session.reader.settle()
    #expect(service.begun("err").isEmpty)
  }

  @Test func resultsAreComparedAlsoAfterARetryFile() async throws {
    var session = Session(service, store)
    _ = try await save(.retry(.failed), as: "retry.jsonl", session)
    await session.reader.handle(.reconcile)
    let missing = try await session.next { event -> Int? in
      if case .reconciled(.success(let reconciliation)) = event {
        reconciliation.missing
      } else {
        nil
      }
    }
    #expect(missing == 1)
  }

  @Test func aRetryFileAndAComparisonAtOnceShareTheWork() async throws {
    var session = Session(service, store)
    await session.reader.handle(.reconcile)
    let (outcome, text) = try await save(.retry([.failed, .missing]), as: "r.jsonl", session)
    #expect(outcome == .saved(path: "/home/r.jsonl", count: 3))
    #expect(text == ResultFixture.file(["d", "e", "f"].map(ResultFixture.request)))
    let problems = try await session.next { event -> [Reconciliation.Problem]? in
      if case .reconciled(.success(let reconciliation)) = event {
        reconciliation.problems
      } else {
        nil
      }
    }
    #expect(problems.isEmpty)
  }

  @Test func oneRequestAfterTheOtherIsFound() async throws {
    var session = Session(service, store)
    _ = try await session.read("err")
    let lines = try await session.list(.group(0)).lines
    // The second is asked for while the transfer that found the first one is being cancelled.
    for (number, line) in lines.enumerated() {
      await session.reader.handle(.show(line, in: .group(0), number: number))
      let found = try await session.next { event -> String? in
        guard case .request(let outcome, number) = event else { return nil }
        if case .found(let document) = outcome { return document.line.id }
        return "\(outcome)"
      }
      #expect(found == line.id)
    }
  }

  @Test func aStopIsFollowedByAFurtherReading() async throws {
    var session = Session(service, store)
    await session.reader.handle(.read(.file("out")))
    await session.reader.handle(.stop)
    await session.reader.handle(.read(.file("out")))
    await session.reader.settle()
    #expect(try await session.read("err").phase == .complete)
    #expect(try await session.list(.successes).lines.map(\.id) == ["a", "b", "c"])
  }

  @Test func aLastLineWithoutALineFeedIsListed() async throws {
    service.change("err") { $0.bytes.removeLast() }
    var session = Session(service, store)
    #expect(try await session.read("err").groups.map(\.count) == [2])
    #expect(try await session.list(.group(0)).lines.map(\.id) == ["d", "e"])
  }

  @Test func missingRequestsAreListedPartByPart() async throws {
    let ids = (0..<30_000).map { "request-\($0)" }
    service.change("in") {
      $0.bytes = Array(ResultFixture.file(ids.map(ResultFixture.request)).utf8)
    }
    var session = Session(service, store)
    await session.reader.handle(.reconcile)
    _ = try await session.next { if case .reconciled(let result) = $0 { result } else { nil } }
    var page = try await session.list(.missing, limit: 100)
    var found = page.lines
    while !page.isAtEnd {
      page = try await session.list(.missing, after: page.end, limit: 100)
      found += page.lines
    }
    #expect(found.map(\.id) == ids)
    #expect(found.map(\.number) == Array(1...30_000))
  }
}

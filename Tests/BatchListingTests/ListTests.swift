import BatchListing
import Batches
import Testing

/// A record of reading a list.
struct Reading {
  var ids: [String] = []
  /// The ids that were delivered before each request.
  var idsBeforeRequests: [Int] = []
  var waits: [Double] = []
  var result: ListingResult?
}

/// Reads scripted responses without any real waits.
func read(
  _ service: ScriptedService, _ request: ListingRequest = ListingRequest(pageSize: 2),
  jitter: Double = 0
) async throws -> Reading {
  let reader = BatchReader(service: service, pacing: Pacing(sleep: { _ in }, jitter: { jitter }))
  var reading = Reading()
  reading.result = try await reader.list(request) { event in
    switch event {
    case .asking: reading.idsBeforeRequests.append(reading.ids.count)
    case .rows(let rows): reading.ids += rows.map(\.id)
    case .waiting(let pause, _): reading.waits.append(pause.seconds)
    }
  }
  return reading
}

@Suite struct ListTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var request = ListingRequest(pageSize: 2)
    var answers: [ScriptedService.Answer]
    var ids: [String]
    var end: ListingResult.End
    var skipped = 0
    var waits: [Double] = []
  }

  @Test(arguments: [
    Case(
      testDescription: "an empty list", answers: [.page(hasMore: false)], ids: [], end: .complete),
    Case(
      testDescription: "two pages",
      answers: [.page("a", "b", hasMore: true), .page("c", hasMore: false)],
      ids: ["a", "b", "c"], end: .complete),
    Case(
      testDescription: "pages that overlap, an id twice in a page",
      answers: [.page("a", "b", "b", hasMore: true), .page("b", "c", hasMore: false)],
      ids: ["a", "b", "c"], end: .complete),
    Case(
      testDescription: "ids that are equal to the eye, but not the same",
      answers: [.page("\u{E9}", "e\u{301}", hasMore: false)], ids: ["\u{E9}", "e\u{301}"],
      end: .complete),
    Case(
      testDescription: "the first page again",
      answers: [.page("a", "b", hasMore: true), .page("a", "b", hasMore: true)],
      ids: ["a", "b"],
      end: .maybeIncomplete(
        "the server sent its first page again and does not seem to support paging")),
    Case(
      testDescription: "the limit in the middle of a page",
      request: ListingRequest(pageSize: 2, limit: 3),
      answers: [.page("a", "b", hasMore: true), .page("c", "d", hasMore: false)],
      ids: ["a", "b", "c"], end: .limitReached),
    Case(
      testDescription: "the limit at the end of a page with more behind it",
      request: ListingRequest(pageSize: 2, limit: 2),
      answers: [.page("a", "b", hasMore: true)], ids: ["a", "b"], end: .limitReached),
    Case(
      testDescription: "the limit at the end of the list",
      request: ListingRequest(pageSize: 2, limit: 2),
      answers: [.page("a", "b", hasMore: false)], ids: ["a", "b"], end: .complete),
    Case(
      testDescription: "nameless elements, counted once",
      answers: [
        .page("a", hasMore: true, skipped: 2), .page("b", hasMore: true, skipped: 1),
        .page("b", hasMore: true, skipped: 1),
      ],
      ids: ["a", "b"], end: .maybeIncomplete("the server repeats rows that it has already sent"),
      skipped: 3),
    Case(
      testDescription: "nothing but nameless elements",
      answers: [.page(hasMore: false, skipped: 4)], ids: [], end: .complete, skipped: 4),
    Case(
      testDescription: "a start that the server ignores",
      request: ListingRequest(after: "b", pageSize: 2),
      answers: [.page("a", "b", "c", hasMore: true), .page("d", hasMore: false)],
      ids: ["c", "d"], end: .complete),
    Case(
      testDescription: "a start that the server does not know",
      request: ListingRequest(after: "x", pageSize: 2), answers: [.failure(.goneCursor)],
      ids: [], end: .failed(.goneCursor)),
    Case(
      testDescription: "a cursor that is gone on the way",
      answers: [
        .page("a", "b", hasMore: true), .page("c", "d", hasMore: true), .failure(.goneCursor),
        .page("c", "e", hasMore: true), .page("f", hasMore: false),
      ],
      ids: ["a", "b", "c", "d", "e", "f"], end: .complete),
    Case(
      testDescription: "a limit that the server refuses",
      answers: [.failure(.noLimit), .page("a", hasMore: false)], ids: ["a"], end: .complete),
    Case(
      testDescription: "a busy server, then rows: each page has retries of its own",
      answers: [
        .failure(.busy), .failure(.busy), .page("a", hasMore: true), .failure(.busy),
        .page("b", hasMore: false),
      ],
      ids: ["a", "b"], end: .complete, waits: [0.5, 1, 0.5]),
    Case(
      testDescription: "a server that stays busy",
      answers: [.page("a", hasMore: true)] + Array(repeating: .failure(.busy), count: 5),
      ids: ["a"], end: .failed(.busy), waits: [0.5, 1, 2, 4]),
    Case(
      testDescription: "a wait that the server names",
      answers: [.failure(.later(60)), .page("a", hasMore: false)], ids: ["a"], end: .complete,
      waits: [60]),
    Case(
      testDescription: "a wait that is too long",
      answers: [.page("a", hasMore: true), .failure(.later(61))], ids: ["a"],
      end: .failed(.later(61))),
    Case(
      testDescription: "a key that is refused", answers: [.failure(.refused)], ids: [],
      end: .failed(.refused)),
  ])
  func outcome(_ example: Case) async throws {
    let service = ScriptedService(example.answers)
    let reading = try await read(service, example.request)
    #expect(reading.ids == example.ids)
    #expect(
      reading.result
        == ListingResult(end: example.end, rows: example.ids.count, skipped: example.skipped))
    #expect(reading.waits == example.waits)
    #expect(service.requests.count == example.answers.count)
  }

  /// The server prepares the next page while this one is decoded.
  @Test func theNextRequestIsSentBeforeThePageIsDecoded() async throws {
    let reading = try await read(
      ScriptedService([.page("a", "b", hasMore: true), .page("c", hasMore: false)]))
    #expect(reading.idsBeforeRequests == [0, 0])
  }

  @Test(arguments: [(100, Int?(7), 7), (10, 25, 10), (10, nil, 10)])
  func firstRequestAsksForNoMoreThanTheLimit(
    pageSize: Int, limit: Int?, asked: Int
  ) async throws {
    let service = ScriptedService([.page("a", hasMore: false)])
    _ = try await read(service, ListingRequest(pageSize: pageSize, limit: limit))
    #expect(service.requests == [.page(PageRequest(limit: asked))])
  }

  @Test func jitterShortensWaits() async throws {
    let reading = try await read(
      ScriptedService([.failure(.busy), .page("a", hasMore: false)]), jitter: 1)
    #expect(reading.waits == [0.375])
  }

  @Test func readerWhoThrowsEndsTheReading() async throws {
    struct Enough: Error {}
    let service = ScriptedService([.page("a", hasMore: true), .page("b", hasMore: false)])
    await #expect(throws: Enough.self) {
      try await BatchReader(service: service).list(ListingRequest(pageSize: 2)) { event in
        if case .rows = event { throw Enough() }
      }
    }
    #expect(service.requests.count <= 2)
  }

  /// A page that is printed for longer than the next one takes to come must not hide the wish to stop.
  @Test func cancellationWhileRowsArePrintedEndsTheReading() async throws {
    let pages = (0..<50).map { ScriptedService.Answer.page("b\($0)", hasMore: true) }
    let service = ScriptedService(pages)
    let reader = BatchReader(service: service, pacing: Pacing(sleep: { _ in }, jitter: { 0 }))
    let task = Task {
      try await reader.list(ListingRequest(pageSize: 1)) { event in
        guard case .rows = event else { return }
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    let result = try await task.value
    guard case .failed(let failure) = result.end else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.kind == .cancelled)
    #expect(result.rows == 1)
    #expect(service.requests.count <= 2)
  }

  @Test func cancellationDuringAWaitEndsWithTheRowsUntilThen() async throws {
    let service = ScriptedService([.page("a", hasMore: true), .failure(.busy)])
    let reader = BatchReader(
      service: service, pacing: Pacing(sleep: { _ in throw CancellationError() }, jitter: { 0 }))
    let result = try await reader.list(ListingRequest(pageSize: 2)) { _ in }
    guard case .failed(let failure) = result.end else {
      Issue.record("ended as \(result.end)")
      return
    }
    #expect(failure.kind == .cancelled)
    #expect(result.rows == 1)
  }
}

/// Servers that continue a list only behind pages that were read.
@Suite struct SearchedStartTests {
  private func service(_ answers: [ScriptedService.Answer]) -> ScriptedService {
    ScriptedService(answers, continuesAnywhere: false)
  }

  @Test func rowsCountFromTheOneToStartAfter() async throws {
    let service = service([
      .page("a", "b", hasMore: true), .page("c", "d", hasMore: true), .page("e", hasMore: false),
    ])
    let reading = try await read(service, ListingRequest(after: "c", pageSize: 2))
    #expect(reading.ids == ["d", "e"])
    #expect(reading.result == ListingResult(end: .complete, rows: 2))
    #expect(service.requests.first == .page(PageRequest(limit: 2)))
  }

  @Test func theLimitCountsFromThere() async throws {
    let service = service([.page("a", "b", hasMore: true), .page("c", "d", hasMore: true)])
    let reading = try await read(service, ListingRequest(after: "b", pageSize: 2, limit: 1))
    #expect(reading.ids == ["c"])
    #expect(reading.result?.end == .limitReached)
  }

  @Test func theLastPartOfAPathIsEnough() async throws {
    let service = service([.page("jobs/a", "jobs/b", hasMore: false)])
    #expect(try await read(service, ListingRequest(after: "a", pageSize: 2)).ids == ["jobs/b"])
  }

  @Test func anUnknownStartIsAFailure() async throws {
    let service = service([.page("a", "b", hasMore: false)])
    let reading = try await read(service, ListingRequest(after: "x", pageSize: 2))
    guard case .failed(let failure)? = reading.result?.end else {
      Issue.record("no failure")
      return
    }
    #expect(reading.ids.isEmpty && failure.refusedParameter == .after)
  }
}

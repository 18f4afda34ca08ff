import BatchListing
import Batches
import Testing

@Suite struct FindTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var answers: [ScriptedService.Answer]
    var finding: BatchReader.Finding
  }

  private static func notFound(_ message: String) -> ServiceFailure {
    ServiceFailure(.notFound, "not found", status: 404, serverMessage: message)
  }

  private static func answer(_ status: Int, _ kind: ServiceFailure.Kind) -> ServiceFailure {
    ServiceFailure(kind, "no", status: status, retry: status > 500 ? .backoff : .never)
  }

  @Test(arguments: [
    Case(
      testDescription: "asked for by its id", answers: [.batch(Batch(id: "b"))],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "a busy server", answers: [.failure(.busy), .batch(Batch(id: "b"))],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "a server that stays busy, as does its list",
      answers: Array(repeating: .failure(.busy), count: 7), finding: .failed(.busy)),
    Case(
      testDescription: "a server that stays busy for one batch, found in the list",
      answers: [.failure(.busy), .failure(.busy), .page("a", "b", hasMore: true)],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "504 for one batch, not in the list",
      answers: [
        .failure(answer(504, .gatewayTimeout)), .failure(answer(504, .gatewayTimeout)),
        .page("a", hasMore: false),
      ],
      finding: .unknown(doubt: nil)),
    Case(
      testDescription: "busy until tomorrow for one batch, found in the list",
      answers: [
        .failure(
          ServiceFailure(.overloaded, "no", status: 503, retry: .after(86_400))),
        .page("b", hasMore: true),
      ],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "a limited rate is the list's as well",
      answers: Array(repeating: .failure(.later(1)), count: 5), finding: .failed(.later(1))),
    Case(
      testDescription: "a key that is refused", answers: [.failure(.refused)],
      finding: .failed(.refused)),
    Case(
      testDescription: "an id that the server names as unknown",
      answers: [.failure(notFound("No batch found with id 'b'."))],
      finding: .unknown(doubt: nil)),
    Case(
      testDescription: "a 404 for the path, found in the list",
      answers: [
        .failure(notFound("Cannot GET /v1/batches/b")), .page("a", hasMore: true),
        .page("b", "c", hasMore: true),
      ],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "405, found in the list",
      answers: [.failure(answer(405, .badRequest)), .page("b", hasMore: true)],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "501 is not tried again",
      answers: [.failure(answer(501, .serverError)), .page("b", hasMore: true)],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "a web page for every other address, found in the list",
      answers: [.failure(answer(200, .notTheAPI)), .page("b", hasMore: true)],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "400, not in the list",
      answers: [.failure(answer(400, .badRequest)), .page("a", hasMore: false)],
      finding: .unknown(doubt: nil)),
    Case(
      testDescription: "another batch than asked for, found in the list",
      answers: [.batch(Batch(id: "x")), .page("a", "b", hasMore: true)],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "in neither",
      answers: [.failure(.notFound), .page("a", hasMore: true), .page("c", hasMore: false)],
      finding: .unknown(doubt: nil)),
    Case(
      testDescription: "not in a list that repeats itself",
      answers: [.failure(.notFound), .page("a", hasMore: true), .page("a", hasMore: true)],
      finding: .unknown(
        doubt: "the server sent its first page again and does not seem to support paging")),
    Case(
      testDescription: "500, found in the list",
      answers: [.failure(answer(500, .serverError)), .page("b", hasMore: true)],
      finding: .batch(Batch(id: "b"))),
    Case(
      testDescription: "500, not in the list",
      answers: [.failure(answer(500, .serverError)), .page("a", hasMore: false)],
      finding: .unknown(doubt: nil)),
    Case(
      testDescription: "no such batch, and no list to look into",
      answers: [
        .failure(
          ServiceFailure(.notFound, "gone", status: 404, serverMessage: "No such batch")),
        .failure(ServiceFailure(.serverError, "The server failed", status: 500)),
      ],
      finding: .unknown(doubt: "The server failed")),
    Case(
      testDescription: "500, and the list refuses the key",
      answers: [.failure(answer(500, .serverError)), .failure(.refused)],
      finding: .failed(.refused)),
    Case(
      testDescription: "no such batch, and the list refuses the key",
      answers: [
        .failure(
          ServiceFailure(.notFound, "gone", status: 404, serverMessage: "No such batch")),
        .failure(.refused),
      ],
      finding: .failed(.refused)),
    Case(
      testDescription: "400, and the list finds no credit",
      answers: [.failure(answer(400, .badRequest)), .failure(answer(402, .balance))],
      finding: .failed(answer(402, .balance))),
    Case(
      testDescription: "not allowed, which the list would not change",
      answers: [.failure(answer(403, .forbidden))], finding: .failed(answer(403, .forbidden))),
    Case(
      testDescription: "no such batch, and a list that may not be read",
      answers: [
        .failure(
          ServiceFailure(.notFound, "gone", status: 404, serverMessage: "No such batch")),
        .failure(answer(403, .forbidden)),
      ],
      finding: .unknown(doubt: "no")),
    Case(
      testDescription: "neither batch nor list at this address",
      answers: [.failure(.notFound), .failure(.notFound)], finding: .failed(.notFound)),
  ])
  func finding(_ example: Case) async throws {
    let service = ScriptedService(example.answers)
    let reader = BatchReader(service: service, pacing: Pacing(sleep: { _ in }, jitter: { 0 }))
    let finding = try await reader.batch(id: "b", pageSize: 2) { _ in }
    #expect(finding == example.finding)
    #expect(service.requests.count == example.answers.count)
    #expect(service.requests.first == .batch("b"))
  }

  /// `é` in one code point and in two.
  @Test func anIDThatOnlyLooksTheSameIsAnotherBatch() async throws {
    let (asked, twin) = ("e\u{301}", "\u{E9}")
    for answers: [ScriptedService.Answer] in [
      [.batch(Batch(id: twin)), .page(twin, asked, hasMore: false)],
      [.failure(.notFound), .page(twin, hasMore: true), .page(asked, hasMore: false)],
    ] {
      let reader = BatchReader(
        service: ScriptedService(answers), pacing: Pacing(sleep: { _ in }, jitter: { 0 }))
      guard case .batch(let found) = try await reader.batch(id: asked, pageSize: 2, { _ in })
      else {
        Issue.record("not found")
        continue
      }
      #expect(found.key == BatchID(asked))
    }
  }
}

import BatchClient
import Batches
import Testing

@Suite(.timeLimit(.minutes(1))) struct CancelTests {
  private static func cancel(
    _ client: HTTPBatchService, _ id: BatchID = "b1"
  ) async -> Result<Batch?, ServiceFailure> {
    await Result { () async throws(ServiceFailure) in try await client.cancel(id) }
  }

  @Test func anEmptyPostWithTheKey() async throws {
    let reply = Reply.json(#"{"id":"b1","status":"in_queue"}"#)
    try await withServer(answering: [reply]) { server in
      let batch = try await makeClient(server.url).cancel("b/1")
      #expect(batch?.status.text == "in_queue")
      let request = try #require(server.requests.first)
      #expect(request.raw.hasPrefix("POST /v1/batches/b%2F1/cancel HTTP/1.1\r\n"))
      #expect(request.header("content-length") == "0")
      #expect(request.header("content-type") == nil)
      #expect(request.header("expect") == nil)
      #expect(request.header("authorization") == "Bearer \(testKey)")
    }
  }

  @Test(arguments: [
    (Dialect.gemini, "/v1/batches/b1:cancel"), (.cohere, "/v2/batches/b1:cancel"),
    (.mistral, "/v1/batch/jobs/b1/cancel"), (.anthropic, "/v1/messages/batches/b1/cancel"),
  ])
  func paths(dialect: Dialect, target: String) async throws {
    try await withServer(answering: [Reply.json("{}")]) { server in
      let path = dialect.server.path.joined(separator: "/")
      let client = try makeClient("http://127.0.0.1:\(server.port)/\(path)") {
        $0.dialect = dialect
      }
      #expect(try await client.cancel("b1") == nil)
      #expect(server.requests.map(\.target) == [target])
    }
  }

  @Test(arguments: ["", "{}", "null", " \n", #"{"message":"ok","code":20000}"#])
  func answersThatDescribeNothing(body: String) async throws {
    try await withServer(answering: [Reply.json(body)]) { server in
      let client = try makeClient(server.url)
      #expect(try await client.cancel("b1") == nil)
    }
  }

  @Test func aProviderThatDoesNotCancel() async throws {
    try await withServer(answering: []) { server in
      let client = try makeClient(server.url) { $0.dialect = .fireworks }
      guard case .failure(let failure) = await Self.cancel(client) else {
        Issue.record("no failure")
        return
      }
      #expect(failure.kind == .badRequest)
      #expect(server.connections == 0)
    }
  }

  /// Whatever may have been done is not done a second time: not by the caller, who is told, nor by libcurl.
  @Test(
    arguments: [
      ([.close], ServiceFailure.Kind.connection), ([.reset], .connection),
      ([Reply.json("", status: "503 x")], .overloaded),
      ([Reply.json("", status: "500 x")], .serverError),
      ([Reply.json("", status: "504 x")], .gatewayTimeout), ([], .timeout),
      ([Reply.json(#"{"id":"#)], .truncated),
      ([Reply.json(#"{"error":{"message":"Cannot cancel"}}"#, status: "409 x")], .badRequest),
      ([Reply.json(#"{"error":{"message":"no such batch b1"}}"#, status: "404 x")], .notFound),
      (
        [Reply.http("200 x", ["content-type: text/html"], body: Array("<p>OK</p>".utf8))],
        .notTheAPI
      ),
      ([Reply.json("cancelled")], .notTheAPI),
      ([Reply.http("302 x", ["location: /v1/other"], body: [])], .redirectRefused),
      ([Reply.http("200 x", ["content-encoding: gzip"], body: Array("{".utf8))], .truncated),
    ] as [([ScriptedServer.Step], ServiceFailure.Kind)])
  func failuresAreNotRetried(steps: [ScriptedServer.Step], kind: ServiceFailure.Kind) async throws {
    let script: ScriptedServer.Script = { request, _ in
      request.raw.hasPrefix("GET") ? [Reply.page("a")] : steps
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url) { $0.limits.silence = .milliseconds(100) }
      // A connection that could be used again.
      _ = try await client.page(PageRequest())
      guard case .failure(let failure) = await Self.cancel(client) else {
        Issue.record("no failure")
        return
      }
      #expect(failure.kind == kind, "\(failure)")
      #expect(failure.retry == .never)
      #expect(failure.leavesDoubt == (failure.advice?.contains("all the same") == true))
      #expect(server.requests.filter { $0.raw.hasPrefix("POST") }.count == 1)
    }
  }

  @Test func aLimitOfTheRateIsRetried() async throws {
    let reply = Reply.json("", status: "429 x", headers: ["retry-after: 2"])
    try await withServer(answering: [reply]) { server in
      guard case .failure(let failure) = await Self.cancel(try makeClient(server.url)) else {
        Issue.record("no failure")
        return
      }
      #expect(failure.retry == .after(2))
    }
  }

  @Test(arguments: ["307 x", "308 x"])
  func aRedirectThatKeepsTheMethodIsFollowedAtHome(status: String) async throws {
    let script: ScriptedServer.Script = { request, _ in
      request.target == "/v2/x"
        ? [Reply.json(#"{"id":"b1"}"#)] : [Reply.http(status, ["location: /v2/x"], body: [])]
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url)
      #expect(try await client.cancel("b1")?.id == "b1")
      #expect(server.requests.allSatisfy { $0.raw.hasPrefix("POST") })
    }
  }
}

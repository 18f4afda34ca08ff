import BatchClient
import Batches
import Testing

/// Responses and broken connections over real sockets, and the failures that they cause.
@Suite(.timeLimit(.minutes(1))) struct FailureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [ScriptedServer.Step]
    var kind: ServiceFailure.Kind
    var status: Int?
    var retry = ServiceFailure.Retry.never
    var message: String?

    var testDescription: String { name }
  }

  static let answers = [
    Case(
      name: "400",
      steps: [Reply.json(#"{"code":20012,"message":"bad","data":null}"#, status: "400 x")],
      kind: .badRequest, status: 400, message: "bad"),
    Case(
      name: "401 as JSON", steps: [Reply.json(#""Invalid token""#, status: "401 x")],
      kind: .keyRefused, status: 401, message: "Invalid token"),
    Case(
      name: "401 as text", steps: [Reply.http("401 x", body: Array("Api key is invalid".utf8))],
      kind: .keyRefused, status: 401, message: "Api key is invalid"),
    Case(
      name: "403", steps: [Reply.json(#""Forbidden""#, status: "403 x")], kind: .forbidden,
      status: 403, message: "Forbidden"),
    Case(
      name: "403 by balance",
      steps: [
        Reply.json(#"{"code":30001,"message":"balance is insufficient"}"#, status: "403 x")
      ], kind: .balance, status: 403, message: "balance is insufficient"),
    Case(
      name: "404", steps: [Reply.http("404 x", body: Array("404 page not found".utf8))],
      kind: .notFound, status: 404, message: "404 page not found"),
    Case(
      name: "429", steps: [Reply.json(#"{"message":"slow","data":null}"#, status: "429 x")],
      kind: .rateLimited, status: 429, retry: .backoff, message: "slow"),
    Case(
      name: "429 with seconds",
      steps: [Reply.json("{}", status: "429 x", headers: ["Retry-After: 7"])],
      kind: .rateLimited, status: 429, retry: .after(7)),
    Case(
      name: "429 with milliseconds",
      steps: [
        Reply.json("{}", status: "429 x", headers: ["retry-after-ms: 1500", "Retry-After: 7"])
      ], kind: .rateLimited, status: 429, retry: .after(1.5)),
    Case(
      name: "429 with a date",
      steps: [
        Reply.json(
          "{}", status: "429 x",
          headers: [
            "Date: Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After: Sun, 06 Nov 1994 08:50:07 GMT",
          ])
      ], kind: .rateLimited, status: 429, retry: .after(30)),
    Case(
      name: "503", steps: [Reply.json(#"{"code":50505,"message":"busy"}"#, status: "503 x")],
      kind: .overloaded, status: 503, retry: .backoff, message: "busy"),
    Case(
      name: "504 without a body", steps: [Reply.http("504 x", body: [])], kind: .gatewayTimeout,
      status: 504, retry: .backoff),
    Case(
      name: "000", steps: [.send(Array("HTTP/1.1 000 x\r\ncontent-length: 0\r\n\r\n".utf8))],
      kind: .notTheAPI),
    Case(
      name: "099 with a body", steps: [Reply.http("099 x", body: Array("words".utf8))],
      kind: .notTheAPI),
    Case(
      name: "error under 200", steps: [Reply.json(#"{"code":50505,"message":"busy","data":null}"#)],
      kind: .overloaded, status: 200, retry: .backoff, message: "busy"),
    Case(
      name: "HTML under 200",
      steps: [Reply.http(body: Array("<html><title>Welcome</title></html>".utf8))],
      kind: .notTheAPI, status: 200, message: "Welcome"),
    Case(
      name: "empty body", steps: [Reply.http(body: [])], kind: .notTheAPI, status: 200,
      retry: .backoff),
    Case(
      name: "204", steps: [Reply.head(status: "204 No Content")], kind: .notTheAPI, status: 204,
      retry: .backoff),
    Case(
      name: "304", steps: [Reply.head(status: "304 Not Modified")], kind: .redirectRefused,
      status: 304),
    Case(
      name: "JSON that stops", steps: [Reply.json(#"{"object":"list","data":[{"id":"#)],
      kind: .truncated, status: 200, retry: .backoff),
    Case(
      name: "too short for its length",
      steps: [Reply.http(body: Array(#"{"object":"li"#.utf8), length: 99), .close],
      kind: .connection, status: 200, retry: .backoff),
    Case(
      name: "reset in the body",
      steps: [Reply.http(body: Array(#"{"object":"li"#.utf8), length: 99), .reset],
      kind: .connection, retry: .backoff),
    Case(name: "closed without a word", steps: [.close], kind: .connection, retry: .backoff),
    Case(name: "reset without a word", steps: [.reset], kind: .connection, retry: .backoff),
    Case(
      name: "closed in the head", steps: [.send(Array("HTTP/1.1 200 OK\r\nconte".utf8)), .close],
      kind: .connection, retry: .backoff),
    Case(
      name: "not HTTP", steps: [.send(Array("SSH-2.0-OpenSSH_9.6\r\n".utf8)), .close],
      kind: .notTheAPI),
    Case(
      name: "a TLS alert", steps: [.send([0x15, 3, 3, 0, 2, 2, 0x28]), .close], kind: .notTheAPI),
    Case(
      name: "two lengths",
      steps: [Reply.head(["content-length: 3", "content-length: 4"]), .send([1, 2, 3]), .close],
      kind: .connection, retry: .backoff),
  ]

  @Test(arguments: answers)
  func becomes(_ expected: Case) async throws {
    try await withServer(answering: expected.steps) { server in
      let client = try makeClient(server.url)
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect(failure.kind == expected.kind, "\(failure)")
      if let status = expected.status { #expect(failure.status == status) }
      #expect(failure.retry == expected.retry, "\(failure)")
      if let message = expected.message { #expect(failure.serverMessage == message) }
      #expect(server.requests.count == 1)
    }
  }

  /// The last bracket has arrived, so nothing is missing.
  @Test(arguments: [ScriptedServer.Step.close, .reset])
  func acutConnectionBehindAWholePageIsNoFailure(end: ScriptedServer.Step) async throws {
    let body = Array(Reply.pageText(["whole"]).utf8)
    try await withServer(answering: [Reply.http(body: body, length: 9999), end]) { server in
      let page = try await makeClient(server.url).page(PageRequest())
      #expect(page.batches.map(\.id) == ["whole"])
    }
  }

  @Test func aRefusedConnectionNamesHostAndPort() async throws {
    let server = try ScriptedServer { _, _ in [] }
    let url = server.url
    server.stop()
    let answer = try await makeClient(url).failureOfPage()
    let failure = try #require(answer)
    #expect(failure.kind == .connection)
    #expect(failure.retry == .backoff)
    #expect(failure.summary == "127.0.0.1:\(server.port) refused the connection")
    #expect(failure.advice == "Check that the server is running")
  }

  @Test func aHostWithoutAnAddressIsNamed() async throws {
    let answer = try await makeClient("https://no-such-host.invalid/v1").failureOfPage()
    let failure = try #require(answer)
    #expect(failure.kind == .connection || failure.kind == .timeout)
    #expect(failure.summary.contains("no-such-host.invalid"), "\(failure)")
  }

  @Test(arguments: [
    (["x-siliconcloud-trace-id: t-1"], "t-1"), (["X-Request-ID: r-1"], "r-1"),
    (["x-request-id: r-1", "x-siliconcloud-trace-id: t-1"], "t-1"),
    (["x-request-id: a b\u{85}c"], "abc"),
  ])
  func theTraceIDIsKept(headers: [String], traceID: String) async throws {
    for status in ["503 x", "200 OK"] {
      let answer = Reply.json("nonsense", status: status, headers: headers)
      try await withServer(answering: [answer]) { server in
        let failure = try await makeClient(server.url).failureOfPage()
        #expect(failure?.traceID == traceID)
      }
    }
  }

  @Test func a404ExplainsTheBaseURL() async throws {
    try await withServer(answering: [Reply.http("404 x", body: [])]) { server in
      let url = "http://127.0.0.1:\(server.port)/gateway"
      let failure = try await makeClient(url).failureOfPage()
      #expect(failure?.advice == "Check the base URL \(url): most end in /v1")
    }
  }

  @Test func a404OfAnAccountNamesItsVariable() async throws {
    try await withServer(answering: [Reply.http("404 x", body: [])]) { server in
      let client = try makeClient(server.url) { $0.dialect = .fireworks }
      let failure = await client.failureOfPage()
      #expect(failure?.advice?.contains("FIREWORKS_ACCOUNT_ID") == true)
    }
  }

  @Test func aConnectionThatTheServerClosedIsReplaced() async throws {
    let last = Reply.json(Reply.pageText(["x"]), headers: ["connection: close"])
    try await withServer(answering: [last, .close]) { server in
      let client = try makeClient(server.url)
      for _ in 0..<3 { _ = try await client.page(PageRequest()) }
      #expect(server.connections == 3)
    }
  }
}

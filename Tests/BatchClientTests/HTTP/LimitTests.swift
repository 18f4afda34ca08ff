import BatchClient
import Batches
import Testing

/// Responses that never end, end early or do not arrive: each becomes a failure in time.
@Suite(.timeLimit(.minutes(1))) struct LimitTests {
  @Test func noAnswerAtAll() async throws {
    try await withServer(answering: []) { server in
      let client = try makeClient(server.url) { $0.limits.silence = .milliseconds(50) }
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect(failure.kind == .timeout)
      #expect(failure.retry == .backoff)
      #expect(failure.summary == "127.0.0.1:\(server.port) sent nothing for 50 ms")
    }
  }

  @Test func silenceInTheMiddleOfABody() async throws {
    let half = Reply.http(body: Array(#"{"object":"list","da"#.utf8), length: 1000)
    try await withServer(answering: [half]) { server in
      let client = try makeClient(server.url) { $0.limits.silence = .milliseconds(50) }
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .timeout)
    }
  }

  @Test func aHeadWithoutABody() async throws {
    try await withServer(answering: [Reply.http(body: [], length: 1000)]) { server in
      let client = try makeClient(server.url) { $0.limits.silence = .milliseconds(50) }
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .timeout)
    }
  }

  @Test(
    arguments: [
      [Reply.head(), .drip([0x20], every: .milliseconds(5))],
      [Reply.head(["content-length: 100000"]), .drip([0x20], every: .milliseconds(5))],
      [.drip(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), every: .milliseconds(5))],
      [.drip(Array("x: y\r\n".utf8), every: .milliseconds(5))],
    ] as [[ScriptedServer.Step]])
  func aDripEndsWithTheTry(steps: [ScriptedServer.Step]) async throws {
    try await withServer(answering: steps) { server in
      let client = try makeClient(server.url) { $0.limits.wholeTry = .milliseconds(150) }
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect([.timeout, .notTheAPI].contains(failure.kind), "\(failure)")
    }
  }

  @Test(arguments: [
    Reply.head(), Reply.head(["transfer-encoding: chunked"]),
    Reply.head(["content-length: 99999999999"]), Reply.head(["content-encoding: gzip"]),
  ])
  func anEndlessBodyEndsAtTheLimit(head: ScriptedServer.Step) async throws {
    let chunk = Array("4000\r\n".utf8) + Array(repeating: 0x20, count: 0x4000) + Array("\r\n".utf8)
    try await withServer(answering: [head, .endless(chunk)]) { server in
      let client = try makeClient(server.url) { $0.limits.bodyBytes = 1 << 20 }
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect(failure.kind == .tooLarge)
      #expect(failure.retry == .never)
      #expect(failure.summary.contains("1 MiB"))
    }
  }

  @Test func endlessHeadersEnd() async throws {
    let line = Array("x-filler: 0123456789012345678901234567890123456789\r\n".utf8)
    let head = ScriptedServer.Step.send(Array("HTTP/1.1 200 OK\r\n".utf8))
    try await withServer(answering: [head, .endless(line)]) { server in
      let client = try makeClient(server.url)
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .tooLarge)
    }
  }

  @Test func aCompressionBombEndsAtTheLimit() async throws {
    let head = Reply.head(["content-encoding: gzip"])
    try await withServer(answering: [head, .send(Gzip.start), .endless(Gzip.blockOfSpaces)]) {
      server in
      let client = try makeClient(server.url) { $0.limits.bodyBytes = 1 << 20 }
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .tooLarge)
      #expect(server.connections == 1)
    }
  }

  @Test func anEndlessErrorKeepsItsStatus() async throws {
    let words = Array(#"{"message":"busy"}"#.utf8)
    for rest in [
      ScriptedServer.Step.endless(Array(repeating: 0x20, count: 0x4000)),
      .drip([0x20], every: .milliseconds(5)), .reset, .close,
    ] {
      let head = Reply.head(["x-request-id: t1"], status: "503 Service Unavailable")
      try await withServer(answering: [head, .send(words), rest]) { server in
        let client = try makeClient(server.url) { $0.limits.errorBodyTime = .milliseconds(100) }
        let answer = await client.failureOfPage()
        let failure = try #require(answer)
        #expect(failure.kind == .overloaded)
        #expect(failure.status == 503)
        #expect(failure.traceID == "t1")
      }
    }
  }

  @Test(arguments: [[], [0x7B]] as [[UInt8]])
  func anErrorWhoseBodyDoesNotComeKeepsItsStatus(body: [UInt8]) async throws {
    let answer = Reply.http("401 No", ["content-encoding: br"], body: body, length: 1000)
    try await withServer(answering: [answer]) { server in
      let client = try makeClient(server.url) {
        $0.limits.errorBodyTime = .milliseconds(20)
      }
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .keyRefused, "\(failure as Any)")
    }
  }

  @Test func aRedirectWhoseBodyDoesNotComeIsFollowed() async throws {
    let redirect = Reply.http("302 Found", ["location: /elsewhere"], body: [], length: 1000)
    let script: ScriptedServer.Script = { request, _ in
      [request.raw.contains("/elsewhere") ? Reply.page("a") : redirect]
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url) { $0.limits.redirectBodyTime = .milliseconds(20) }
      #expect(try await client.page(PageRequest()).batches.map(\.id) == ["a"])
    }
  }

  @Test func wordsOfAnErrorThatDoesNotEndAreQuoted() async throws {
    let words = Array(#"{"message":"the reason"}"#.utf8)
    try await withServer(answering: [Reply.http("400 No", [], body: words, length: 1000)]) {
      server in
      let client = try makeClient(server.url) { $0.limits.errorBodyTime = .milliseconds(100) }
      let failure = await client.failureOfPage()
      #expect(failure?.serverMessage == "the reason")
    }
  }

  @Test func anEndlessErrorIsReadUpToItsLimit() async throws {
    let head = Reply.head(status: "500 Oops")
    let body = ScriptedServer.Step.send(Array("the reason".utf8))
    try await withServer(answering: [head, body, .endless([0x20])]) { server in
      let client = try makeClient(server.url) { $0.limits.errorBodyBytes = 64 }
      let failure = await client.failureOfPage()
      #expect(failure?.serverMessage == "the reason")
    }
  }

  @Test func cancellationEndsTheRequest() async throws {
    for steps in [[], [Reply.http(body: [0x7B], length: 1000)]] as [[ScriptedServer.Step]] {
      let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
      let script: ScriptedServer.Script = { _, _ in
        arrival.yield()
        return steps
      }
      try await withServer(script) { server in
        let client = try makeClient(server.url)
        let task = Task { await client.failureOfPage() }
        for await _ in arrivals { break }
        task.cancel()
        let failure = await task.value
        #expect(failure?.kind == .cancelled)
      }
    }
  }

  @Test func aTaskThatIsAlreadyCancelledAsksNothing() async throws {
    try await withServer(answering: [Reply.page("a")]) { server in
      let client = try makeClient(server.url)
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await client.failureOfPage()
      }
      let failure = await task.value
      #expect(failure?.kind == .cancelled)
    }
  }
}

extension HTTPBatchService {
  func failureOfPage(_ request: PageRequest = PageRequest()) async -> ServiceFailure? {
    await failure { () async throws(ServiceFailure) in try await page(request) }
  }
}

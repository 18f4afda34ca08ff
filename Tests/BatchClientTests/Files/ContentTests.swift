import BatchClient
import Batches
import Testing

@Suite(.timeLimit(.minutes(1))) struct ContentTests {
  @Test func theBytesComeAsTheyWereSent() async throws {
    let bytes = Contents.bytes(3_000_000)
    try await withServer(answering: [Contents.head(length: bytes.count), .send(bytes)]) { server in
      let content = try await makeClient(server.url).open("file-1/é")
      #expect(content.head == ContentHead(version: ContentVersion(size: bytes.count)))
      let (received, failure) = await content.collect()
      #expect(received == bytes)
      #expect(failure == nil)
      let request = try #require(server.requests.first)
      #expect(request.target == "/v1/files/file-1%2F%C3%A9/content")
      #expect(request.header("authorization") == "Bearer \(testKey)")
      #expect(request.header("accept-encoding") == "identity")
      #expect(request.header("range") == nil)
    }
  }

  @Test func chunksWithoutALength() async throws {
    let body = "5\r\nhello\r\n6\r\n world\r\n0\r\nx-trailer: 1\r\n\r\n"
    try await withServer(answering: [
      Reply.head(["transfer-encoding: chunked"]), .send(Array(body.utf8)),
    ]) { server in
      let content = try await makeClient(server.url).open()
      #expect(content.head.size == nil)
      #expect(await content.collect().bytes == Array("hello world".utf8))
    }
  }

  @Test func anEmptyFile() async throws {
    try await withServer(answering: [Contents.head(length: 0)]) { server in
      let client = try makeClient(server.url)
      #expect(try await client.bytes().isEmpty)
    }
  }

  /// The server is stopped by the reader's pace, which is no silence: meanwhile another file takes longer
  /// than that to arrive.
  @Test func aServerWaitsForItsReader() async throws {
    let part = Contents.bytes(1 << 20)
    let sent = Locked(0)
    let script: ScriptedServer.Script = { request, _ in
      if request.target.contains("slow") {
        return [Contents.head(length: 40), .drip([0x61], every: .milliseconds(10))]
      }
      return [Contents.head(length: 256 << 20)]
        + (0..<256).flatMap { _ in
          [.send(part), .run { sent.withLock { $0 += part.count } }] as [ScriptedServer.Step]
        }
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url) { $0.limits.silence = .milliseconds(150) }
      let content = try await client.open()
      var received = try await content.next()?.count ?? 0
      #expect(try await client.bytes("slow").count == 40)
      // What the sockets and the buffer take.
      let held = sent.withLock { $0 }
      #expect(held < 64 << 20, "\(held) bytes")
      var largest = 0
      while let bytes = try await content.next() {
        received += bytes.count
        largest = max(largest, bytes.count)
      }
      #expect(received == 256 << 20)
      #expect(largest <= 2 << 20)
    }
  }

  @Test func otherRequestsGoOnBesideAPausedOne() async throws {
    let script: ScriptedServer.Script = { request, _ in
      request.target.hasSuffix("content")
        ? [Contents.head(length: 64 << 20), .send([UInt8](repeating: 0, count: 64 << 20))]
        : [Reply.page("a")]
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url)
      let content = try await client.open()
      for _ in 0..<3 { #expect(try await client.page(PageRequest()).batches.count == 1) }
      #expect(await content.collect().bytes.count == 64 << 20)
    }
  }

  @Test func aContentMayTakeLongerThanATry() async throws {
    let steps: [ScriptedServer.Step] = [
      Contents.head(length: 30), .drip([0x61], every: .milliseconds(10)),
    ]
    try await withServer(answering: steps) { server in
      let client = try makeClient(server.url) { $0.limits.wholeTry = .milliseconds(50) }
      #expect(try await client.bytes().count == 30)
    }
  }

  @Test func silenceEndsIt() async throws {
    let half = Contents.bytes(1_000)
    try await withServer(answering: [Contents.head(length: 2_000), .send(half)]) { server in
      let client = try makeClient(server.url) { $0.limits.silence = .milliseconds(50) }
      let (bytes, failure) = try await client.open().collect()
      #expect(bytes == half)
      #expect(failure?.kind == .timeout)
      #expect(failure?.retry == .backoff)
    }
  }

  @Test func headersThatNeverEndAreNotWaitedFor() async throws {
    try await withServer(answering: [
      .send(Array("HTTP/1.1 200 OK\r\n".utf8)),
      .drip(Array("x: y\r\n".utf8), every: .milliseconds(5)),
    ]) { server in
      let client = try makeClient(server.url) { $0.limits.wholeTry = .milliseconds(100) }
      let failure = await client.failureOfContent()
      #expect(failure?.kind == .timeout)
    }
  }

  @Test(arguments: [ScriptedServer.Step.close, .reset])
  func aCutIsToldAfterWhatCame(cut: ScriptedServer.Step) async throws {
    let half = Contents.bytes(1_000)
    try await withServer(answering: [Contents.head(length: 2_000), .send(half), cut]) { server in
      let client = try makeClient(server.url)
      let answer = await Result { () async throws(ServiceFailure) in try await client.open() }
      guard case .success(let content) = answer else {
        // A reset may overtake the bytes.
        #expect(cut.isReset)
        return
      }
      let (bytes, failure) = await content.collect()
      #expect(half.starts(with: bytes))
      #expect(cut.isReset || bytes == half)
      #expect(failure?.kind == .connection)
      #expect(failure?.retry == .backoff)
    }
  }

  @Test func aCancelledTaskEndsItAtOnce() async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let beginning = Array("{}\n{".utf8)
    try await withServer(answering: [Contents.head(length: 1_000), .send(beginning)]) { server in
      let content = try await makeClient(server.url).open()
      let reading = Task {
        while try await content.next() != nil { arrival.yield() }
      }
      for await _ in arrivals { break }
      reading.cancel()
      let result = await reading.result
      guard case .failure(let error as ServiceFailure) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(error.kind == .cancelled)
    }
  }

  @Test func aCancelledTaskEndsTheWaitForAnAnswer() async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let silent: ScriptedServer.Script = { _, _ in
      arrival.yield()
      return []
    }
    try await withServer(silent) { server in
      let client = try makeClient(server.url)
      let opening = Task {
        await client.failureOfContent()
      }
      for await _ in arrivals { break }
      opening.cancel()
      #expect(await opening.value?.kind == .cancelled)
    }
  }

  /// The server sees its connection closed when nobody wants the content any more.
  @Test func releasingItEndsIt() async throws {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    let script: ScriptedServer.Script = { _, _ in
      [
        Contents.head(length: 1 << 40),
        .endless([UInt8](repeating: 0, count: 1 << 16), then: { end.yield() }),
      ]
    }
    try await withServer(script) { server in
      var content: (any FileContent)? = try await makeClient(server.url).open()
      _ = try await content?.next()
      content = nil
      for await _ in ends { break }
    }
  }

  @Test(arguments: [
    ("404 Not Found", "No such File object: file-1", ServiceFailure.Kind.fileGone),
    ("410 Gone", "deleted", .fileGone), ("400 Bad Request", "file not found", .fileGone),
    ("400 Bad Request", "文件不存在", .fileGone), ("400 Bad Request", "no", .badRequest),
    ("401 Unauthorized", "Invalid token", .keyRefused), ("403 Forbidden", "no", .forbidden),
    ("429 Too Many Requests", "slow down", .rateLimited), ("500 Oops", "oops", .serverError),
  ])
  func refusals(status: String, message: String, kind: ServiceFailure.Kind) async throws {
    let reply = Reply.json(#"{"error":{"message":"\#(message)"}}"#, status: status)
    try await withServer(answering: [reply]) { server in
      let client = try makeClient(server.url)
      let failure = await client.failureOfContent()
      #expect(failure?.kind == kind)
      #expect(failure?.serverMessage == message)
      let ofFile = await client.failureOfFile()
      #expect(ofFile?.kind == kind)
    }
  }

  @Test(arguments: [
    (#"{"code":50505,"message":"overloaded","data":null}"#, ServiceFailure.Kind.overloaded),
    (#"{"code":20015,"message":"file not found","data":null}"#, .fileGone),
    (#""Invalid token""#, .keyRefused),
    (#"{"error":{"message":"oops"}}"#, .serverError),
  ])
  func anErrorInTheBodyIsNoFile(body: String, kind: ServiceFailure.Kind) async throws {
    for answer in Self.answers(with: body) {
      try await withServer(answering: answer) { server in
        let client = try makeClient(server.url)
        let failure = await client.failureOfContent()
        #expect(failure?.kind == kind, "\(answer)")
      }
    }
  }

  /// The same body under any label, with a length and without.
  private static func answers(with body: String) -> [[ScriptedServer.Step]] {
    let types = ["application/json", "application/octet-stream", "text/plain; charset=utf-8", ""]
    let heads = types.map { $0.isEmpty ? [] : ["content-type: \($0)"] }
    return heads.map { [Reply.http("200 OK", $0, body: Array(body.utf8))] }
      + heads.map { [Reply.head($0), .send(Array(body.utf8)), .close] }
  }

  /// A file of one line is JSON, too, and reports the error of a request.
  @Test(arguments: [
    #"{"custom_id":"a","response":null,"error":{"code":"x","message":"y"}}"#,
    #"{"id":"1","error":{"message":"y"}}"# + "\n" + #"{"id":"2","error":{"message":"y"}}"#,
    "{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}\n", "",
    #"{"key":"g1","error":{"code":3,"message":"Invalid value","status":"INVALID_ARGUMENT"}}"#
      + "\n",
    #"{"id":"1","response":{"status_code":500,"body":{"code":50505,"message":"y","data":null}}}"#,
    #"{"recordId":"1","error":{"errorCode":400,"errorMessage":"y"}}"#,
  ])
  func linesAreNoError(body: String) async throws {
    for answer in Self.answers(with: body) {
      try await withServer(answering: answer) { server in
        let client = try makeClient(server.url)
        #expect(try await client.bytes() == Array(body.utf8))
      }
    }
  }

  @Test func noContentIsNoFile() async throws {
    try await withServer(answering: [Reply.head(status: "204 No Content"), .close]) { server in
      let client = try makeClient(server.url)
      #expect(await client.failureOfContent()?.kind == .notTheAPI)
    }
  }

  @Test func aWebPageIsNoFile() async throws {
    let padding = String(repeating: "<p>and again</p>\n", count: 20_000)
    let pages = ["", padding].map { "<!DOCTYPE html><html><body>Sign in\($0)</body></html>" }
    for answer in pages.flatMap(Self.answers) {
      try await withServer(answering: answer) { server in
        let client = try makeClient(server.url)
        let failure = await client.failureOfContent()
        #expect(failure?.kind == .notTheAPI)
        #expect(failure?.serverMessage?.contains("Sign in") == true)
      }
    }
  }

  /// They must not be taken for the answer to the next request, whenever they arrive.
  @Test func bytesBehindTheEndHarmNoOtherRequest() async throws {
    let script: ScriptedServer.Script = { request, _ in
      request.target.hasSuffix("/content")
        ? [Contents.head(length: 5), .send(Array("12345surplus".utf8))] : [Reply.page("a")]
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url)
      for _ in 0..<3 {
        #expect(try await client.bytes() == Array("12345".utf8))
        _ = try await client.page(PageRequest())
      }
    }
  }

  @Test func theLogHasEachContentOnce() async throws {
    let records = Locked<[RequestRecord]>([])
    let bytes = Contents.bytes(100_000)
    try await withServer(answering: [Contents.head(length: bytes.count), .send(bytes)]) { server in
      let client = try makeClient(server.url) {
        $0.onRequest = { record in records.withLock { $0.append(record) } }
      }
      _ = try await client.bytes()
      let logged = records.withLock { $0 }
      #expect(logged.count == 1)
      #expect(logged.first?.target == "/v1/files/file-1/content")
      #expect(logged.first?.bytes == bytes.count)
      #expect(logged.first?.status == 200)
    }
  }
}

extension ScriptedServer.Step {
  fileprivate var isReset: Bool { if case .reset = self { true } else { false } }
}

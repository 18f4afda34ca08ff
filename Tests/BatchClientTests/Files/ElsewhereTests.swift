import BatchClient
import Batches
import Secrets
import Testing

/// Files on servers other than the API's, which never get the key.
@Suite(.timeLimit(.minutes(1))) struct ElsewhereTests {
  private static let lines = Array("{\"custom_id\":\"a\"}\n".utf8)
  private static let file: ScriptedServer.Script = { _, _ in
    [Contents.head(length: lines.count), .send(lines)]
  }

  /// An API that redirects every content, with and without `followsURLs`.
  private func withBoth(
    status: String = "302 Found", _ path: String = "/signed?sig=a%2Bb",
    _ body: (_ api: ScriptedServer, _ storage: ScriptedServer, HTTPBatchService) async throws ->
      Void
  ) async throws {
    try await withServer(Self.file) { storage in
      let place = "http://127.0.0.1:\(storage.port)\(path)"
      let redirect = Reply.http(status, ["location: \(place)"], body: [])
      try await withServer(answering: [redirect]) { api in
        let client = try makeClient(api.url) {
          $0.headers = [
            RequestHeader("x-project", "p1"), RequestHeader("authorization", "Basic c2VjcmV0"),
          ]
        }
        try await body(api, storage, client)
      }
    }
  }

  @Test(arguments: ["301 x", "302 x", "303 x", "307 x", "308 x"])
  func aRedirectIsFollowedWithoutTheKey(status: String) async throws {
    try await withBoth(status: status) { api, storage, client in
      let content = try await client.open(followsURLs: true)
      #expect(content.head.origin == "http://127.0.0.1:\(storage.port)")
      #expect(await content.collect().bytes == Self.lines)
      let request = try #require(storage.requests.first)
      #expect(request.target == "/signed?sig=a%2Bb")
      #expect(request.header("authorization") == nil)
      #expect(request.header("x-project") == nil)
      #expect(!storage.received.contains("sk-"))
      #expect(api.requests.first?.header("x-project") == "p1")
    }
  }

  @Test func aRedirectIsNotFollowedUnlessAllowed() async throws {
    try await withBoth { _, storage, client in
      let answer = await client.failureOfContent()
      let failure = try #require(answer)
      #expect(failure.kind == .fileElsewhere)
      #expect(failure.retry == .never)
      #expect(failure.server == "http://127.0.0.1:\(storage.port)")
      #expect(failure.summary.contains("http://127.0.0.1:\(storage.port)"))
      #expect(!failure.summary.contains("sig"))
      #expect(storage.connections == 0)
    }
  }

  /// The key is not sent with a URL even where the API's own server is named, or is come back to.
  @Test func aURLInThePlaceOfAnID() async throws {
    try await withServer(Self.file) { server in
      let client = try makeClient(server.url)
      let url = FileID("http://127.0.0.1:\(server.port)/out.jsonl?sign=1#x")
      #expect(await client.failureOfContent(url)?.kind == .fileElsewhere)
      #expect(server.connections == 0)
      #expect(try await client.bytes(url, followsURLs: true) == Self.lines)
      #expect(server.requests.map(\.target) == ["/out.jsonl?sign=1"])
      #expect(server.requests.first?.header("authorization") == nil)
      #expect(await client.failureOfFile(url)?.kind == .badRequest)
    }
  }

  @Test func aRedirectFromAURLStaysWithoutTheKey() async throws {
    let port = Locked(0)
    let script: ScriptedServer.Script = { request, _ in
      request.target == "/v1/back"
        ? [Contents.head(length: Self.lines.count), .send(Self.lines)]
        : [
          Reply.http(
            "302 x", ["location: http://127.0.0.1:\(port.withLock { $0 })/v1/back"], body: [])
        ]
    }
    try await withServer(script) { api in
      port.withLock { $0 = api.port }
      try await withServer(script) { storage in
        let client = try makeClient(api.url)
        let url = FileID("http://127.0.0.1:\(storage.port)/x")
        #expect(try await client.bytes(url, followsURLs: true) == Self.lines)
        #expect(api.requests.map(\.target) == ["/v1/back"])
        #expect(api.requests.first?.header("authorization") == nil)
      }
    }
  }

  @Test(arguments: [
    "http://storage.example/x", "http://10.0.0.1/x", "ftp://127.0.0.1/x",
    "https://user@127.0.0.1/x",
    "https://", "http://127.0.0.1:99999/", "https://a b/",
  ])
  func otherAddressesAreNot(url: String) async throws {
    let redirect = Reply.http("302 x", ["location: \(url)"], body: [])
    try await withServer(answering: [redirect]) { server in
      let client = try makeClient(server.url)
      let behind = await client.failureOfContent(followsURLs: true)
      #expect(behind?.kind == .redirectRefused, "\(behind as Any)")
      guard url.hasPrefix("http") else { return }
      let named = await client.failureOfContent(FileID(url), followsURLs: true)
      #expect([.redirectRefused, .notTheAPI].contains(named?.kind), "\(named as Any)")
      #expect(server.requests.count == 1)
    }
  }

  @Test func theKeyInAURLIsRefused() async throws {
    try await withServer(Self.file) { server in
      let client = try makeClient(server.url, key: "sk-plainkey0123456789")
      for place in ["sk-plainkey0123456789", "sk%2Dplainkey0123456789"] {
        let url = FileID("http://127.0.0.1:\(server.port)/?k=\(place)")
        let failure = await client.failureOfContent(url, followsURLs: true)
        #expect(failure?.kind == .redirectRefused)
      }
      #expect(server.connections == 0)
    }
  }

  @Test(arguments: [
    ("403 Forbidden", ServiceFailure.Kind.forbidden), ("404 x", .fileGone), ("410 x", .fileGone),
    ("503 x", .overloaded), ("400 x", .forbidden),
  ])
  func itsRefusalsAreNotAboutTheKey(status: String, kind: ServiceFailure.Kind) async throws {
    let body = Array(
      "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>".utf8)
    try await withServer(answering: [
      Reply.http(status, ["content-type: application/xml"], body: body)
    ]) {
      server in
      let client = try makeClient(server.url)
      let url = FileID("http://127.0.0.1:\(server.port)/x")
      let failure = await client.failureOfContent(url, followsURLs: true)
      #expect(failure?.kind == kind, "\(failure as Any)")
      #expect(failure?.summary.contains("key") == false)
      #expect(failure?.advice?.contains("key") != true)
    }
  }

  @Test func theLogDoesNotNameTheURL() async throws {
    let records = Locked<[RequestRecord]>([])
    try await withServer(Self.file) { server in
      let client = try makeClient(server.url) {
        $0.onRequest = { record in records.withLock { $0.append(record) } }
      }
      _ = try await client.bytes(
        FileID("http://127.0.0.1:\(server.port)/secret?sig=1"), followsURLs: true)
      #expect(records.withLock { $0 }.map(\.target) == ["http://127.0.0.1:\(server.port)/…"])
    }
  }

  @Test func redirectsEnd() async throws {
    let script: ScriptedServer.Script = { _, _ in
      [Reply.http("302 x", ["location: /again"], body: [])]
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url)
      #expect(await client.failureOfContent()?.kind == .redirectRefused)
      #expect(server.requests.count == 4)
      #expect(server.requests.allSatisfy { $0.header("authorization") != nil })
    }
  }
}

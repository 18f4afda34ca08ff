import BatchClient
import Batches
import Secrets
import Testing

@Suite struct RequestTests {
  @Test func asksForAPageAsTheAPIWantsIt() async throws {
    try await withServer(answering: [Reply.page("b1", "b2", hasMore: true)]) { server in
      let client = try makeClient(server.url) { $0.version = "1.2.3" }
      let page = try await client.page(PageRequest(after: "b0", limit: 100))
      #expect(page.batches.map(\.id) == ["b1", "b2"])
      #expect(page.hasMore == true)
      let request = try #require(server.requests.first)
      #expect(request.raw.hasPrefix("GET /v1/batches?limit=100&after=b0 HTTP/1.1\r\n"))
      #expect(request.header("authorization") == "Bearer \(testKey)")
      #expect(request.header("user-agent") == "lazybatch/1.2.3")
      #expect(request.header("accept-encoding")?.contains("gzip") == true)
      #expect(request.header("host") == "127.0.0.1:\(server.port)")
    }
  }

  @Test func theFirstRequestCarriesNoCursor() async throws {
    try await withServer(answering: [Reply.page("b1")]) { server in
      _ = try await makeClient(server.url).page(PageRequest())
      #expect(server.requests.first?.target == "/v1/batches")
    }
  }

  @Test func withoutAKeyNoHeaderIsSent() async throws {
    try await withServer(answering: [Reply.page("b1")]) { server in
      _ = try await makeClient(server.url, key: nil).page(PageRequest())
      #expect(server.requests.first?.header("authorization") == nil)
      #expect(server.requests.first?.header("api-key") == nil)
    }
  }

  @Test func theKeyStandsInOneHeaderOnly() async throws {
    for header in [Dialect.KeyStyle.bearer, .header("api-key")] {
      try await withServer(answering: [Reply.page("b1")]) { server in
        _ = try await makeClient(server.url) { $0.keyStyle = header }.page(PageRequest())
        let lines = try #require(server.requests.first).raw.split(separator: "\r\n")
        #expect(lines.filter { $0.contains(testKey) }.count == 1)
        #expect(
          server.requests.first?.header("api-key") == (header == .header("api-key") ? testKey : nil)
        )
      }
    }
  }

  @Test(arguments: [
    ("a+b/c=d&e#f", "a%2Bb%2Fc%3Dd%26e%23f"), ("批处理 1", "%E6%89%B9%E5%A4%84%E7%90%86%201"),
    ("100%25", "100%2525"), ("..", "%2E%2E"), ("safe-._~", "safe-._~"), ("a\r\nb", "a%0D%0Ab"),
  ])
  func cursorsAndIDsArePercentEncoded(id: String, encoded: String) async throws {
    let script: ScriptedServer.Script = { request, _ in
      request.target.contains("after") ? [Reply.page("x")] : [Reply.json(#"{"id":"x"}"#)]
    }
    try await withServer(script) { server in
      let client = try makeClient(server.url)
      _ = try await client.page(PageRequest(after: BatchID(id)))
      _ = try await client.batch(id: id)
      #expect(
        server.requests.map(\.target) == ["/v1/batches?after=\(encoded)", "/v1/batches/\(encoded)"])
    }
  }

  @Test func theQueryOfTheBaseURLGoesAlong() async throws {
    try await withServer(answering: [Reply.page("x")]) { server in
      let url = "http://127.0.0.1:\(server.port)/openai/?api-version=2024-10-21"
      _ = try await makeClient(url).page(PageRequest(limit: 5))
      #expect(server.requests.first?.target == "/openai/batches?api-version=2024-10-21&limit=5")
    }
  }

  @Test func connectionsAreReused() async throws {
    let script: ScriptedServer.Script = { _, index in [Reply.page("b\(index)")] }
    try await withServer(script) { server in
      let client = try makeClient(server.url)
      for index in 0..<20 {
        let page = try await client.page(PageRequest())
        #expect(page.batches.map(\.id) == ["b\(index)"])
      }
      #expect(server.requests.count == 20)
      #expect(server.connections == 1)
    }
  }

  @Test func anEmptyIDIsNotAskedFor() async throws {
    let client = try makeClient("http://127.0.0.1:1/v1")
    #expect(
      await failure { () async throws(ServiceFailure) in try await client.batch(id: "") }?.kind
        == .notFound)
  }

  /// `localhost` and names below it are this machine, whatever a name server says (RFC 6761).
  @Test(arguments: ["localhost", "LOCALHOST", "localhost.", "api.localhost", "x.api.localhost."])
  func localhostIsNotLookedUp(name: String) async throws {
    try await withServer(answering: [Reply.page("a")]) { server in
      let client = try makeClient("http://\(name):\(server.port)/v1")
      #expect(try await client.page(PageRequest()).batches.map(\.id) == ["a"])
      let host = "\(name.lowercased()):\(server.port)"
      #expect(server.requests.first?.header("host") == host)
    }
  }
}

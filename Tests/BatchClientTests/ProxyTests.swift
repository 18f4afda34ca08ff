import BatchClient
import Batches
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
  @Test func plainHTTPGoesThroughATunnelToo() async throws {
    try await withServer(answering: [Reply.page("far")]) { server in
      try await TunnelProxy.withProxy(.http, to: server.port) { port, log in
        let client = try makeClient("http://api.example.test/v1") {
          $0.adopt(environment: ["http_proxy": "127.0.0.1:\(port)"])
        }
        let page = try await client.page(PageRequest())
        #expect(page.batches.map(\.id) == ["far"])
        #expect(log.all.first?.hasPrefix("CONNECT api.example.test:80 HTTP/1.1\r\n") == true)
        #expect(log.all.first?.contains("authorization") == false)
      }
    }
  }

  @Test func loopbackGoesThroughNone() async throws {
    try await withServer(answering: [Reply.page("near")]) { server in
      try await TunnelProxy.withProxy(.http, to: server.port) { port, log in
        let proxy = "http://127.0.0.1:\(port)"
        let client = try makeClient(server.url) {
          $0.adopt(environment: ["http_proxy": proxy, "https_proxy": proxy, "all_proxy": proxy])
        }
        _ = try await client.page(PageRequest())
        #expect(log.all.isEmpty)
      }
    }
  }

  @Test(arguments: [
    (TunnelProxy.Manner.refusing("407 Proxy Authentication Required"), "http", "password"),
    (.refusing("403 Forbidden"), "http", "did not open a way to api.example.test"),
    (.refusing("502 Bad Gateway"), "http", "did not open a way to api.example.test"),
    (.socksWithPassword, "socks5", "password"),
    (.socksUnreachable, "socks5", "did not open a way to api.example.test"),
    (.socksHangingUp, "socks5", "did not open a way to api.example.test"),
    (.socksBroken, "socks5", "does not speak the protocol"),
  ])
  func aProxyThatRefusesIsNamed(
    manner: TunnelProxy.Manner, scheme: String, hint: String
  ) async throws {
    try await TunnelProxy.withProxy(manner, to: 1) { port, _ in
      let client = try makeClient("https://api.example.test/v1") {
        $0.adopt(environment: ["https_proxy": "\(scheme)://127.0.0.1:\(port)"])
      }
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect([.connection, .timeout].contains(failure.kind), "\(failure)")
      #expect(failure.summary.contains("127.0.0.1:\(port)"), "\(failure)")
      #expect(failure.summary.contains(hint), "\(failure)")
    }
  }

  /// Neither side understands the other, and both wait.
  @Test(arguments: [(TunnelProxy.Manner.http, "socks5"), (.socks, "http")])
  func aProxyOfAnotherProtocolEndsWithTheLimit(
    manner: TunnelProxy.Manner, scheme: String
  ) async throws {
    try await TunnelProxy.withProxy(manner, to: 1) { port, _ in
      let client = try makeClient("https://api.example.test/v1") {
        $0.adopt(environment: ["https_proxy": "\(scheme)://127.0.0.1:\(port)"])
        $0.limits.connect = .milliseconds(100)
      }
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .timeout)
      #expect(failure?.summary.contains("127.0.0.1:\(port)") == true, "\(failure as Any)")
    }
  }

  @Test func aProxyThatIsNotThereIsNamed() async throws {
    let server = try await ScriptedServer.start { _, _ in [] }
    try await server.stop()
    let client = try makeClient("https://api.example.test/v1") {
      $0.adopt(environment: ["https_proxy": "http://user:secret@127.0.0.1:\(server.port)"])
    }
    let answer = await client.failureOfPage()
    let failure = try #require(answer)
    #expect(failure.summary == "127.0.0.1:\(server.port) refused the connection")
    #expect(failure.advice?.contains("proxy") == true)
    #expect(!"\(failure)".contains("secret"))
  }

  @Test func aProxyOfAnotherKindIsRefusedAtOnce() {
    let problem = #expect(throws: InvalidSetting.self) {
      try makeClient("https://api.example.test/v1") {
        $0.adopt(environment: ["https_proxy": "https://secure:443"])
      }
    }
    #expect(problem?.sentence.contains("https_proxy") == true)
  }
}

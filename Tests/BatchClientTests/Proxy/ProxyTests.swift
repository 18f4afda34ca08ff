import BatchClient
import Batches
import Secrets
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
  @Test func plainHTTPGoesThroughATunnelToo() async throws {
    try await withServer(answering: [Reply.page("far")]) { server in
      try await TunnelProxy.withProxy(.http, to: server.port) { proxy in
        let client = try makeClient("http://api.example.test/v1") {
          $0.adopt(environment: ["http_proxy": "127.0.0.1:\(proxy.port)"])
        }
        let page = try await client.page(PageRequest())
        #expect(page.batches.map(\.id) == ["far"])
        #expect(proxy.log.first?.hasPrefix("CONNECT api.example.test:80 HTTP/1.1\r\n") == true)
        #expect(proxy.log.first?.contains("authorization") == false)
      }
    }
  }

  @Test func loopbackGoesThroughNone() async throws {
    try await withServer(answering: [Reply.page("near")]) { server in
      try await TunnelProxy.withProxy(.http, to: server.port) { proxy in
        let url = "http://127.0.0.1:\(proxy.port)"
        let client = try makeClient(server.url) {
          $0.adopt(environment: ["http_proxy": url, "https_proxy": url, "all_proxy": url])
        }
        _ = try await client.page(PageRequest())
        #expect(proxy.log.isEmpty)
      }
    }
  }

  @Test(arguments: [
    (TunnelProxy.Manner.refusing("407 Proxy Authentication Required"), "http", "password"),
    (.refusing("403 Forbidden"), "http", "did not connect to api.example.test"),
    (.refusing("502 Bad Gateway"), "http", "did not connect to api.example.test"),
    (.socksWithPassword, "socks5h", "password"),
    (.socksUnreachable, "socks5h", "did not connect to api.example.test"),
    (.socksHangingUp, "socks5h", "did not connect to api.example.test"),
    (.socksBroken, "socks5h", "does not speak the SOCKS protocol"),
  ])
  func aProxyThatRefusesIsNamed(
    manner: TunnelProxy.Manner, scheme: String, hint: String
  ) async throws {
    try await TunnelProxy.withProxy(manner, to: 1) { proxy in
      let client = try makeClient("https://api.example.test/v1") {
        $0.adopt(environment: ["https_proxy": "\(scheme)://127.0.0.1:\(proxy.port)"])
      }
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect([.connection, .timeout].contains(failure.kind), "\(failure)")
      #expect(failure.summary.contains("127.0.0.1:\(proxy.port)"), "\(failure)")
      #expect(failure.summary.contains(hint), "\(failure)")
    }
  }

  @Test func aSOCKSProxyLooksUpTheName() async throws {
    try await withServer(answering: [Reply.page("far")]) { server in
      let manner = TunnelProxy.Manner.socksFor(user: "us@er", password: "p:ss")
      try await TunnelProxy.withProxy(manner, to: server.port) { proxy in
        for (user, isRight) in [("us%40er:p%3Ass", true), ("us%40er:other", false)] {
          let client = try makeClient("http://api.example.test/v1") {
            $0.adopt(environment: ["ALL_PROXY": "socks5h://\(user)@127.0.0.1:\(proxy.port)"])
          }
          let failure = await client.failureOfPage()
          #expect((failure == nil) == isRight, "\(failure as Any)")
          if !isRight { #expect(failure?.summary.contains("password") == true) }
        }
        #expect(proxy.log == ["api.example.test:80"])
      }
    }
  }

  @Test func aNameThatThisMachineCannotLookUpIsTheProxysToLookUp() async throws {
    try await TunnelProxy.withProxy(.socks, to: 1) { proxy in
      let client = try makeClient("http://no-such-host.invalid/v1") {
        $0.adopt(environment: ["all_proxy": "socks5://127.0.0.1:\(proxy.port)"])
      }
      let failure = await client.failureOfPage()
      #expect(failure?.summary == "no address was found for no-such-host.invalid")
      #expect(failure?.advice?.contains("socks5h:// in all_proxy") == true)
    }
  }

  @Test(arguments: ["*", "example.test", ".example.test", "other,api.example.test"])
  func namedExceptionsAreReachedDirectly(list: String) async throws {
    try await TunnelProxy.withProxy(.http, to: 1) { proxy in
      let client = try makeClient("http://api.example.test/v1") {
        $0.adopt(
          environment: ["http_proxy": "127.0.0.1:\(proxy.port)", "no_proxy": list])
        $0.limits.connect = .milliseconds(500)
      }
      _ = await client.failureOfPage()
      #expect(proxy.log.isEmpty)
    }
  }

  /// Both sides wait, since neither understands the other.
  @Test(arguments: [(TunnelProxy.Manner.http, "socks5"), (.socks, "http")])
  func aProxyOfAnotherProtocolEndsWithTheLimit(
    manner: TunnelProxy.Manner, scheme: String
  ) async throws {
    try await TunnelProxy.withProxy(manner, to: 1) { proxy in
      let client = try makeClient("https://api.example.test/v1") {
        $0.adopt(environment: ["https_proxy": "\(scheme)://127.0.0.1:\(proxy.port)"])
        $0.limits.connect = .milliseconds(100)
      }
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .timeout)
      #expect(failure?.summary.contains("127.0.0.1:\(proxy.port)") == true, "\(failure as Any)")
    }
  }

  @Test func aProxyThatIsNotThereIsNamed() async throws {
    let server = try ScriptedServer { _, _ in [] }
    server.stop()
    let client = try makeClient("https://api.example.test/v1") {
      $0.adopt(environment: ["https_proxy": "http://user:secret@127.0.0.1:\(server.port)"])
    }
    let answer = await client.failureOfPage()
    let failure = try #require(answer)
    #expect(failure.summary == "127.0.0.1:\(server.port) refused the connection")
    #expect(failure.advice?.contains("proxy") == true)
    #expect(!"\(failure)".contains("secret"))
  }

  @Test(arguments: [
    "quic://user:secret@p:443", "http://", "http://user:secret@", "http://user:secret@p:99999",
    "http://p p:1", "http://user:secret@p:x",
  ])
  func whatIsNoProxyIsRefusedAtOnce(text: String) {
    let problem = #expect(throws: ClientSetupError.self) {
      try makeClient("https://api.example.test/v1") {
        $0.adopt(environment: ["https_proxy": text])
      }
    }
    #expect(problem?.sentence.contains("https_proxy") == true)
    #expect(problem?.sentence.contains("secret") == false)
  }
}

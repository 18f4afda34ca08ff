import BatchClient
import Batches
import NIOSSL
import Testing

@Suite(.timeLimit(.minutes(1))) struct SecureConnectionTests {
  /// A client that trusts only `trusted`, or the usual roots.
  private func withClient(
    _ url: String, trusting trusted: TestCertificate?,
    environment: [String: String] = [:], limits: ClientLimits = .standard,
    _ body: (HTTPBatchService) async throws -> Void
  ) async throws {
    try await withTemporaryPath { path in
      if let trusted { try write(trusted.certificate, to: path) }
      let client = try makeClient(url) {
        $0.adopt(
          environment: environment.merging(trusted == nil ? [:] : ["SSL_CERT_FILE": path]) { $1 })
        $0.limits = limits
      }
      try await body(client)
    }
  }

  @Test(arguments: ["localhost", "127.0.0.1"])
  func aTrustedCertificateIsEnough(host: String) async throws {
    let tls = try TestCertificate.good.serverContext()
    try await withServer(answering: [Reply.page("safe")], tls: tls) { server in
      try await withClient("https://\(host):\(server.port)/v1", trusting: .good) { client in
        for _ in 0..<3 {
          let page = try await client.page(PageRequest())
          #expect(page.batches.map(\.id) == ["safe"])
        }
        #expect(server.connections == 1)
      }
    }
  }

  @Test(arguments: [
    (TestCertificate.good, nil, "not trusted"),
    (TestCertificate.good, TestCertificate.other, "not trusted"),
    (TestCertificate.expired, TestCertificate.expired, "not trusted"),
    (TestCertificate.other, TestCertificate.other, "another name"),
  ])
  func othersAreRefusedBeforeTheKeyIsSent(
    presented: TestCertificate, trusted: TestCertificate?, hint: String
  ) async throws {
    let tls = try presented.serverContext()
    try await withServer(answering: [Reply.page("evil")], tls: tls) { server in
      try await withClient("https://localhost:\(server.port)/v1", trusting: trusted) { client in
        let answer = await client.failureOfPage()
        let failure = try #require(answer)
        #expect(failure.kind == .tls, "\(failure)")
        #expect(failure.summary.contains(hint), "\(failure)")
        #expect(failure.retry == .never)
        #expect(server.requests.isEmpty)
      }
    }
  }

  @Test func anOldVersionIsRefusedInWordsForReaders() async throws {
    let tls = try TestCertificate.good.serverContext(newest: .tlsv11)
    try await withServer(answering: [Reply.page("old")], tls: tls) { server in
      try await withClient("https://localhost:\(server.port)/v1", trusting: .good) { client in
        let failure = await client.failureOfPage()
        #expect(failure?.kind == .tls, "\(failure as Any)")
        #expect(failure?.summary.contains("TLS 1.2") == true, "\(failure as Any)")
        #expect(server.requests.isEmpty)
      }
    }
  }

  @Test func aServerWithoutTLSIsTold() async throws {
    try await withServer(answering: []) { server in
      var limits = ClientLimits.standard
      limits.connect = .milliseconds(100)
      try await withClient("https://localhost:\(server.port)/v1", trusting: .good, limits: limits) {
        client in
        let failure = await client.failureOfPage()
        #expect(failure?.kind == .timeout, "\(failure as Any)")
        #expect(failure?.summary.contains("localhost:\(server.port)") == true)
      }
    }
  }

  @Test func aFileWithoutCertificatesIsRefusedAtOnce() async throws {
    try await withTemporaryPath { path in
      for content in [nil, "", "no certificate"] as [String?] {
        if let content { try write(content, to: path) }
        let problem = #expect(throws: InvalidSetting.self) {
          try makeClient("https://localhost/v1") { $0.certificateFile = path }
        }
        #expect(problem?.sentence.contains(path) == true)
      }
    }
  }

  @Test func theHTTPSRequestGoesThroughATunnel() async throws {
    let tls = try TestCertificate.good.serverContext()
    try await withServer(answering: [Reply.page("far")], tls: tls) { server in
      try await TunnelProxy.withProxy(.http, to: server.port) { port, log in
        let environment = ["https_proxy": "http://us%40er:pass@127.0.0.1:\(port)"]
        try await withClient(
          "https://api.example.test/v1", trusting: .good, environment: environment
        ) { client in
          for _ in 0..<2 {
            let page = try await client.page(PageRequest())
            #expect(page.batches.map(\.id) == ["far"])
          }
        }
        #expect(log.all.count == 1)
        let head = try #require(log.all.first)
        #expect(head.hasPrefix("CONNECT api.example.test:443 HTTP/1.1\r\n"))
        #expect(head.lowercased().contains("proxy-authorization: basic dxnazxi6cgfzcw==\r\n"))
        #expect(!head.contains(testKey))
        #expect(server.requests.first?.header("proxy-authorization") == nil)
        #expect(server.requests.first?.header("host") == "api.example.test")
      }
    }
  }

  @Test func aSOCKSProxyLooksUpTheName() async throws {
    let tls = try TestCertificate.good.serverContext()
    try await withServer(answering: [Reply.page("far")], tls: tls) { server in
      for scheme in ["socks5", "socks5h"] {
        try await TunnelProxy.withProxy(.socks, to: server.port) { port, log in
          try await withClient(
            "https://api.example.test/v1", trusting: .good,
            environment: ["ALL_PROXY": "\(scheme)://127.0.0.1:\(port)"]
          ) { client in
            let page = try await client.page(PageRequest())
            #expect(page.batches.map(\.id) == ["far"])
          }
          #expect(log.all == ["api.example.test:443"])
        }
      }
    }
  }
}

import BatchClient
import Batches
import Secrets
import Testing

@Suite(.timeLimit(.minutes(1))) struct RedirectTests {
  private static func redirect(
    _ location: String, status: String = "307 Temporary Redirect"
  ) -> ScriptedServer.Step {
    Reply.http(status, ["location: \(location)"], body: Array("moved".utf8))
  }

  @Test(arguments: [
    ("/v1/batches/?limit=2", "/v1/batches/?limit=2"), ("?limit=2", "/v1/batches?limit=2"),
    ("moved", "/v1/moved"), ("../other?a=b#c", "/other?a=b"), ("/", "/"),
    ("http://127.0.0.1:PORT/x%20y", "/x%20y"), ("//127.0.0.1:PORT/x", "/x"),
    ("HTTP://127.0.0.1:PORT", "/"), ("  /spaces  ", "/spaces"),
  ])
  func theSameOriginIsFollowed(location: String, target: String) async throws {
    for status in ["301 x", "302 x", "303 x", "307 x", "308 x"] {
      let script: ScriptedServer.Script = { request, index in
        guard index == 0 else { return [Reply.page("there")] }
        let port = request.header("host")?.split(separator: ":").last.map(String.init) ?? ""
        let place = location.split(separator: "PORT", omittingEmptySubsequences: false)
          .joined(separator: port)
        return [Self.redirect(place, status: status)]
      }
      try await withServer(script) { server in
        let page = try await makeClient(server.url).page(PageRequest(limit: 2))
        #expect(page.batches.map(\.id) == ["there"])
        #expect(server.requests.map(\.target) == ["/v1/batches?limit=2", target])
        #expect(server.requests.last?.header("authorization") == "Bearer \(testKey)")
      }
    }
  }

  @Test(arguments: [Dialect.KeyStyle.bearer, .header("api-key")])
  func anotherOriginGetsNothing(header: Dialect.KeyStyle) async throws {
    try await withServer(answering: [Reply.page("evil")]) { other in
      for place in [
        "http://127.0.0.1:\(other.port)/v1/batches", "//127.0.0.1:\(other.port)/v1/batches",
        "http://localhost:\(other.port)/", "http://user@127.0.0.1:\(other.port)/",
        "https://127.0.0.1:\(other.port)/", "http:\\\\127.0.0.1:\(other.port)/",
        "/\\127.0.0.1:\(other.port)/", "http://127.0.0.1:\(other.port)\\@127.0.0.1/",
      ] {
        try await withServer(answering: [Self.redirect(place)]) { server in
          let client = try makeClient(server.url) { $0.keyStyle = header }
          let failure = await client.failureOfPage()
          #expect(failure?.kind == .redirectRefused, "\(place): \(failure as Any)")
          #expect(failure?.retry == .never)
        }
      }
      #expect(other.connections == 0)
      #expect(other.received.isEmpty)
    }
  }

  @Test func theRefusalNamesThePlace() async throws {
    let place = "https://elsewhere.test:8443/secret?token=1"
    try await withServer(answering: [Self.redirect(place)]) { server in
      let failure = try await makeClient(server.url).failureOfPage()
      #expect(failure?.summary.contains("https://elsewhere.test:8443,") == true)
      #expect(failure?.summary.contains("token") == false)
    }
  }

  @Test(arguments: [
    "ftp://x/", "javascript:alert(1)", "", "http://", "file:///etc/passwd", "http://[::1",
  ])
  func placesThatAreNoneAreRefused(place: String) async throws {
    try await withServer(answering: [Self.redirect(place)]) { server in
      let failure = try await makeClient(server.url).failureOfPage()
      #expect([.redirectRefused, .notTheAPI].contains(failure?.kind), "\(failure as Any)")
      #expect(server.requests.count < 5)
    }
  }

  @Test func aLoopEndsAfterThree() async throws {
    try await withServer(answering: [Self.redirect("/v1/batches")]) { server in
      let failure = try await makeClient(server.url).failureOfPage()
      #expect(failure?.kind == .redirectRefused)
      #expect(server.requests.count == 4)
    }
  }

  @Test func threeInARowAreFollowed() async throws {
    let script: ScriptedServer.Script = { _, index in
      index < 3 ? [Self.redirect("/step\(index)")] : [Reply.page("there")]
    }
    try await withServer(script) { server in
      let page = try await makeClient(server.url).page(PageRequest())
      #expect(page.batches.map(\.id) == ["there"])
    }
  }
}

import BatchClient
import Batches
import Testing

/// Mislabelled compression.
@Suite struct ContentCodingTests {
  static let plain = Array(Reply.pageText(["plain"]).utf8)

  @Test(arguments: [
    (["content-encoding: gzip"], Gzip.page, "zipped"),
    (["content-encoding: GZIP"], Gzip.page, "zipped"),
    (["content-encoding: x-gzip"], Gzip.page, "zipped"),
    (["content-encoding: identity"], Gzip.page, "zipped"),
    (["content-encoding: br"], Gzip.page, "zipped"),
    ([], Gzip.page, "zipped"),
    (["content-encoding: deflate"], Gzip.deflatedPage, "zipped"),
    (["content-encoding: deflate"], Gzip.page, "zipped"),
    (["content-encoding: deflate"], plain, "plain"),
    (["content-encoding: gzip"], plain, "plain"),
    (["content-encoding: br"], plain, "plain"),
    (["content-encoding: gzip", "content-encoding: gzip"], plain, "plain"),
    ([], plain, "plain"),
  ])
  func thePageIsRead(headers: [String], body: [UInt8], id: String) async throws {
    try await withServer(answering: [Reply.http("200 OK", headers, body: body)]) { server in
      let client = try makeClient(server.url)
      for _ in 0..<2 {
        let page = try await client.page(PageRequest())
        #expect(page.batches.map(\.id) == [id])
      }
      // A wrong label costs one extra request, once.
      #expect(server.connections <= 2)
      #expect(server.requests.count <= 3)
    }
  }

  @Test func aBodyOfOneByteIsNotHeldBackForEver() async throws {
    try await withServer(answering: [Reply.http(body: [0x7B])]) { server in
      let client = try makeClient(server.url)
      let failure = await client.failureOfPage()
      #expect(failure?.kind == .truncated)
    }
  }

  @Test func aBodyThatDripsIsRead() async throws {
    let steps = Gzip.page.map { ScriptedServer.Step.send([$0]) }
    let head = Reply.head(["content-encoding: gzip", "content-length: \(Gzip.page.count)"])
    try await withServer(answering: [head] + steps) { server in
      let page = try await makeClient(server.url).page(PageRequest())
      #expect(page.batches.first?.id == "zipped")
    }
  }

  @Test func anUnknownCodingIsNamed() async throws {
    let body: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, 1, 2, 3]
    let answer = Reply.http("200 OK", ["content-encoding: zstd"], body: body)
    try await withServer(answering: [answer]) { server in
      let client = try makeClient(server.url)
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect(failure.kind == .notTheAPI)
      #expect(failure.summary.contains("zstd"))
    }
  }

  @Test(arguments: [
    (["content-encoding: gzip"], Gzip.page, "zipped"),
    (["content-encoding: x-gzip"], Gzip.page, "zipped"),
    ([], Gzip.page, "zipped"),
    (["content-encoding: gzip"], Array(#"{"message":"plain"}"#.utf8), "plain"),
  ])
  func errorsAreRead(headers: [String], body: [UInt8], word: String) async throws {
    let answer = Reply.http("503 Busy", headers, body: body)
    try await withServer(answering: [answer]) { server in
      let client = try makeClient(server.url)
      let answer = await client.failureOfPage()
      let failure = try #require(answer)
      #expect(failure.kind == .overloaded)
      #expect(failure.serverMessage?.contains(word) == true, "\(failure)")
    }
  }

  @Test(arguments: [10, 30, 78, 82])
  func aCutStreamIsAFailure(length: Int) async throws {
    let answer = Reply.http(
      "200 OK", ["content-encoding: gzip"], body: Array(Gzip.page.prefix(length)))
    try await withServer(answering: [answer]) { server in
      let client = try makeClient(server.url)
      let failure = await client.failureOfPage()
      // After byte 74 only the checksum is missing; every character has arrived.
      #expect(length > 74 ? failure == nil : failure?.retry == .backoff, "\(failure as Any)")
    }
  }

  @Test(arguments: [["content-encoding: gzip"], []])
  func whatStandsBehindAStreamIsPassedOver(headers: [String]) async throws {
    let answer = Reply.http("200 OK", headers, body: Gzip.page + [1, 2, 3])
    try await withServer(answering: [answer]) { server in
      let page = try await makeClient(server.url).page(PageRequest())
      #expect(page.batches.map(\.id) == ["zipped"])
    }
  }

  @Test func aDamagedStreamIsAFailure() async throws {
    var body = Gzip.page
    body[20] ^= 0xFF
    let answer = Reply.http("200 OK", ["content-encoding: gzip"], body: body)
    try await withServer(answering: [answer]) { server in
      let client = try makeClient(server.url)
      let failure = await client.failureOfPage()
      #expect(failure != nil)
    }
  }
}

import Testing

@testable import BatchClient

@Suite struct CompressionChoiceTests {
  @Test(arguments: [
    ("http://127.0.0.1:8080", "identity"), ("http://[::1]:8080", "identity"),
    ("http://sub.localhost", "identity"), ("https://api.example.com", "gzip"),
    ("https://127.0.0.1.example.com", "gzip"),
  ])
  func onlyThisMachineIsAskedForPlainAnswers(address: String, coding: String) throws {
    #expect(CompressionChoice(for: try ServerAddress(address).origin).acceptEncoding == coding)
  }

  @Test(arguments: [
    ([1, 20, 3], "identity"), ([21], "gzip"), ([1, 5000, 1, 1], "gzip"),
  ])
  func aBodyThatTakesItsTimeIsCompressedFromThenOn(milliseconds: [Int], coding: String) {
    let choice = CompressionChoice(for: Origin(isSecure: false, host: "localhost", port: 80))
    for time in milliseconds { choice.noteBody(took: .milliseconds(time)) }
    #expect(choice.acceptEncoding == coding)
  }

  @Test func aSlowAnswerIsTheLastPlainOne() async throws {
    let start = ScriptedServer.Step.send(Array(#"{"data":"#.utf8))
    try await withServer(answering: [Reply.head(["content-length: 99"]), start]) { server in
      let client = try makeClient(server.url) {
        $0.limits.silence = CompressionChoice.patience * 3
      }
      for _ in 0..<2 { _ = await client.failureOfPage() }
      #expect(server.requests.map { $0.header("accept-encoding") } == ["identity", "gzip"])
    }
  }
}

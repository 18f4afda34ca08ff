import BatchClient
import Batches
import Glibc
import Logging
import Testing

@Suite struct LogTests {
  @Test func oneLineARequestWithoutTheKey() async throws {
    let script: ScriptedServer.Script = { _, index in
      index == 0
        ? [Reply.json(Reply.pageText(["b"]), headers: ["x-request-id: trace-1"])]
        : [Reply.json(#"{"message":"key \#(testKey)"}"#, status: "401 x")]
    }
    try await withTemporaryPath { path in
      try await withServer(script) { server in
        let key = try APIKey(testKey)
        let handler = try FileLogHandler(path: path, hiding: key)
        let client = try makeClient(server.url) {
          $0.logger = Logger(label: "test") { _ in handler }
        }
        _ = try await client.page(PageRequest(after: BatchID(testKey), limit: 7))
        _ = await client.failureOfPage()
      }
      let text = try read(path)
      let lines = text.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(!text.contains("0123456789"))
      let first = try #require(lines.first)
      let words = first.split(separator: " ").map(String.init)
      #expect(words[0].count == "2026-06-04T23:06:06.125Z".count && words[0].hasSuffix("Z"))
      #expect(words[1...3] == ["info", "GET", "/v1/batches?limit=7&after=***"])
      #expect(words.contains("status=200") && words.contains("trace=trace-1"))
      #expect(words.contains { $0.hasPrefix("bytes=") } && words.contains { $0.hasPrefix("ms=") })
      #expect(lines.last?.contains("warning GET /v1/batches") == true)
      #expect(lines.last?.contains("failure=keyRefused") == true)
      #expect(lines.last?.contains("status=401") == true)
    }
  }

  @Test func linesCannotBeForged() async throws {
    try await withTemporaryPath { path in
      let handler = try FileLogHandler(path: path, hiding: nil)
      let logger = Logger(label: "test") { _ in handler }
      logger.info("a\nb\u{1B}[31m\u{2028}\u{202E}批", metadata: ["k": "v\r\nw x"])
      let text = try read(path)
      #expect(text.hasSuffix("\n"))
      #expect(text.dropLast().allSatisfy { !$0.isNewline })
      #expect(text.contains("a\\u{a}b\\u{1b}[31m\\u{2028}\\u{202e}批 k=\"v\\u{d}\\u{a}w x\""))
    }
  }

  @Test func onlyTheOwnerReadsIt() async throws {
    try await withTemporaryPath { path in
      try write("older\n", to: path)
      chmod(path, 0o644)
      let handler = try FileLogHandler(path: path, hiding: nil)
      Logger(label: "test") { _ in handler }.info("newer")
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
      #expect(try read(path).hasPrefix("older\n"))
    }
  }

  @Test func aPathThatCannotBeWrittenIsASentence() {
    let problem = #expect(throws: InvalidSetting.self) {
      try FileLogHandler(path: "/no/such/folder/log", hiding: nil)
    }
    #expect(problem?.sentence.contains("/no/such/folder/log") == true)
  }
}

import Glibc
import Logging
import Secrets
import Testing

@testable import lazybatch

@Suite struct FileLogHandlerTests {
  @Test func theKeyIsNeverWritten() async throws {
    try await withTemporaryPath { path in
      let key = "sk-0123456789abcdefghij"
      let handler = try FileLogHandler(path: path, mask: KeyMask(try APIKey(key)))
      let logger = Logger(label: "test") { _ in handler }
      logger.info("GET \(key)", metadata: ["a": "x \(key)", "cut": "\(key.dropLast(9))"])
      #expect(try read(path).hasSuffix(#" info GET *** a="x ***" cut=***\#n"#))
    }
  }

  @Test func linesCannotBeForged() async throws {
    try await withTemporaryPath { path in
      let handler = try FileLogHandler(path: path, mask: KeyMask(nil))
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
      let handler = try FileLogHandler(path: path, mask: KeyMask(nil))
      Logger(label: "test") { _ in handler }.info("newer")
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
      #expect(try read(path).hasPrefix("older\n"))
    }
  }

  @Test func aPathThatCannotBeWrittenIsASentence() {
    let problem = #expect(throws: InvalidSetting.self) {
      try FileLogHandler(path: "/no/such/folder/log", mask: KeyMask(nil))
    }
    #expect(problem?.sentence.contains("/no/such/folder/log") == true)
  }
}

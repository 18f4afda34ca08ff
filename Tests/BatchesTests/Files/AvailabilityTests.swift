import Batches
import Testing

@Suite struct AvailabilityTests {
  private static let batch = Batch(
    id: "b", inputFileID: "in", outputFileID: "out", errorFileID: "err")

  @Test func idsNameFiles() {
    let found = BatchFile.allCases.map {
      Dialect.siliconflow.availability(of: $0, in: Self.batch)
    }
    #expect(found == [.source(.file("in")), .source(.file("out")), .source(.file("err"))])
  }

  @Test func whatIsNotNamed() {
    for file in BatchFile.allCases {
      #expect(Dialect.openai.availability(of: file, in: Batch(id: "b")) == .notNamed)
      let empty = Batch(id: "b", inputFileID: "", outputFileID: "", errorFileID: "")
      #expect(Dialect.openai.availability(of: file, in: empty) == .notNamed)
    }
  }

  @Test func resultsBelowTheBatch() {
    let ended = Batch(id: "b", outputFileID: "https://api.anthropic.com/v1/x/results")
    #expect(Dialect.anthropic.availability(of: .output, in: ended) == .source(.results(of: "b")))
    #expect(Dialect.anthropic.availability(of: .errors, in: ended) == .insideOutput)
    #expect(Dialect.anthropic.availability(of: .output, in: Batch(id: "b")) == .notNamed)
  }

  /// Every provider reads files, says why it does not, or names another file to look into.
  @Test(arguments: Dialect.all)
  func reasonsAreSentences(dialect: Dialect) {
    for file in BatchFile.allCases {
      guard case .unreachable(let reason) = dialect.availability(of: file, in: Self.batch) else {
        continue
      }
      #expect(reason.first?.isUppercase == true || reason.hasPrefix("xAI"))
      #expect(!reason.hasSuffix("."))
    }
    if dialect.availability(of: .errors, in: Self.batch) == .insideOutput {
      guard case .source = dialect.availability(of: .output, in: Self.batch) else {
        Issue.record("the output of \(dialect.name) is not reached")
        return
      }
    }
  }
}

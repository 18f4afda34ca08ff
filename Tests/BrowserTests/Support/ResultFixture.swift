import Batches
import TestSupport

@testable import Browser

/// A batch of six requests with a file of each kind: three succeeded, two failed, one has no result.
enum ResultFixture {
  static let batch = Batch(
    id: "batch_1", status: BatchStatus("completed"),
    times: Timestamps([.created: Int(Fixture.now) - 3600]),
    counts: RequestCounts(total: 6, completed: 3, failed: 2), inputFileID: "in",
    outputFileID: "out", errorFileID: "err",
    metadata: [JSONMember("name", .string("夜间评测 11-30"))])

  static func request(_ id: String) -> String {
    #"{"custom_id":"\#(id)","method":"POST","body":{"messages":[{"role":"user","content":"Question \#(id)"}]}}"#
  }

  static func answer(_ id: String) -> String {
    #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{"choices":[{"message":{"content":"Answer to \#(id)\nin two lines"}}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}}}"#
  }

  static func failure(_ id: String, _ status: Int, _ code: String, _ message: String) -> String {
    #"{"custom_id":"\#(id)","response":{"status_code":\#(status),"body":{"error":{"code":"\#(code)","message":"\#(message)"}}}}"#
  }

  static func file(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  static let input = file(["a", "b", "c", "d", "e", "f"].map(request))
  static let output = file(["a", "b", "c"].map(answer))
  static let errors = file([
    failure("d", 429, "rate_limit", "Rate limit reached, retry in 12 s"),
    failure("e", 429, "rate_limit", "Rate limit reached, retry in 7 s"),
  ])

  static var service: FakeFileService {
    FakeFileService(["in": input, "out": output, "err": errors])
  }

  /// With thirty reasons, the last of which has one request of the longest code.
  static var serviceWithManyReasons: FakeFileService {
    let reasons = (0..<30).map {
      failure("r\($0)", 400 + $0, "code_\($0)", "Reason \(String(repeating: "word ", count: $0))")
    }
    return FakeFileService(["in": input, "out": output, "err": file(reasons)])
  }

  static let files = ResultFiles(of: batch, .common)
}

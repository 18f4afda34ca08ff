import Batches
import Testing

/// A failing test names the batch, not all of its fields.
extension Batch: CustomTestStringConvertible {
  public var testDescription: String { String(id.prefix(40)) }
}

/// Batches as servers send them, one for each thing that a view has to cope with.
package enum SampleBatches {
  /// 2026-06-04 15:06:06 UTC
  package static let created = 1_780_585_566
  /// A bit less than three hours later.
  package static let now = created + 10_700

  package static func batch(
    _ id: String, _ status: String, _ times: [TimestampField: Int], _ counts: RequestCounts? = nil,
    name: String? = nil, errors: [BatchError] = [], output: String? = nil,
    errorFile: String? = nil, extras: [JSONMember] = []
  ) -> Batch {
    var metadata: [JSONMember] = []
    if let name {
      metadata = [
        JSONMember("name", .string(name)),
        JSONMember("batch_description", .string("Nightly evaluation against the 2026-05 set")),
        JSONMember(
          "limits", .object([JSONMember("rpm", .number("300")), JSONMember("tag", .null)])),
      ]
    }
    return Batch(
      id: id, status: BatchStatus(status), times: Timestamps(times), counts: counts,
      object: "batch", endpoint: "/v1/chat/completions",
      inputFileID: "file-01HZX3K2M9QWERTY7ABCDEFGH", outputFileID: output,
      errorFileID: errorFile, completionWindow: "24h", fileName: "requests.jsonl", errors: errors,
      metadata: metadata, extras: extras)
  }

  package static let running = batch(
    "batch_01HZX3K2M9QWERTY7ABCDEFGH5", "in_progress",
    [.created: created, .inProgress: created + 130, .expires: created + 86_400],
    RequestCounts(total: 500, completed: 302, failed: 3), name: "nightly-eval-0604")

  package static let chinese = batch(
    "batch_cjk", "finalizing",
    [
      .created: created, .inProgress: created + 130, .finalizing: created + 9000,
      .expires: created + 86_400,
    ],
    RequestCounts(total: 500, completed: 500, failed: 0),
    name: "批处理-夜间评测-大型语言模型-摘要质量对比与回归测试")

  package static let failed = batch(
    "batch_failed", "failed",
    [.created: created, .failed: created + 4, .expires: created + 86_400], name: "labels-zh-07",
    errors: [
      BatchError(
        message: "The model `qwen3-235b` does not exist or you do not have access to it.",
        code: "model_not_found", line: 3, param: "body.model"),
      BatchError(message: "Invalid JSON", line: 17),
    ])

  package static let partlyFailed = batch(
    "batch_partial", "completed",
    [
      .created: created - 90_000, .inProgress: created - 89_000, .finalizing: created - 80_000,
      .completed: created - 79_950, .expires: created - 3600,
    ],
    RequestCounts(total: 500, completed: 412, failed: 88), name: "labels-zh-08",
    output: "file-out-8872",
    errorFile: "https://files.example.com/a/long/path?signature=0123456789abcdef0123456789abcdef")

  package static let contradictory = batch(
    "batch_contradictory", "completed",
    [
      .created: created, .inProgress: created - 500, .finalizing: created + 7000,
      .completed: created + 6000, .failed: created + 6500, .expires: created + 86_400,
    ],
    RequestCounts(total: 500, completed: 600, failed: 2), name: "odd times")

  package static let overdue = batch(
    "batch_overdue", "in_progress",
    [
      .created: created - 100_000, .inProgress: created - 99_000, .expires: created - 13_600,
    ],
    RequestCounts(total: 1000, completed: 20, failed: 0), name: "stuck")

  package static let cancelled = batch(
    "batch_cancelled", "cancelled",
    [
      .created: created, .inProgress: created + 60, .cancelling: created + 3000,
      .cancelled: created + 3090, .expires: created + 86_400,
    ],
    RequestCounts(total: 1000, completed: 20, failed: 0), name: "smoke",
    extras: [
      JSONMember("model", .string("qwen3")),
      JSONMember(
        "usage", .object([JSONMember("input_tokens", .number("18446744073709551616"))])),
    ])

  package static let queued = batch(
    "batch_queued", "in_queue", [.created: now - 600, .expires: now + 85_800], name: "fresh")

  package static let allFailed = batch(
    "batch_all_failed", "COMPLETED", [.created: created, .completed: created + 6000],
    RequestCounts(total: 10, completed: 0, failed: 10), name: "all-failed")

  package static let minimal = Batch(id: "batch_minimal")

  /// Everything that can be wrong at once.
  package static let hostile = Batch(
    id: String(repeating: "x", count: 300), status: BatchStatus("\u{1B}[31mweird\u{202E}"),
    times: Timestamps([
      .created: .max, .inProgress: .min, .finalizing: 0, .completed: -1, .expires: 253_402_300_800,
    ]),
    counts: RequestCounts(total: .min, completed: .max, failed: .max), object: "\u{7}",
    endpoint: "", completionWindow: "\r\n", fileName: "",
    errors: [BatchError(message: ""), BatchError(message: "a\nb\u{0}", code: "", line: .min)],
    metadata: [
      JSONMember(String(repeating: "字", count: 90), .string("")), JSONMember("", .null),
      JSONMember("name", .string("\u{200B}")),
    ],
    extras: [JSONMember("k", .array([.string("\u{1}\"\\"), .bool(true)]))])

  package static let all = [
    running, chinese, failed, partlyFailed, contradictory, overdue, cancelled, queued, allFailed,
    minimal, hostile,
  ]
}

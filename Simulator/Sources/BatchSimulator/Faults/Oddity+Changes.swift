import Batches
import FoundationEssentials

extension Oddity {
  /// The fields that the oddity changes.
  func changes(in members: [JSONMember]) -> [JSONMember] {
    switch self {
    case .emptyID: [JSONMember("id", .string(""))]
    case .numericID: [JSONMember("id", .number("900719925474099312345"))]
    case .awkwardID: [JSONMember("id", .string("batch +/=&#?% 批"))]
    case .unknownStatus: [JSONMember("status", .string("paused_by_admin"))]
    case .upperCaseStatus: [JSONMember("status", .string("IN_PROGRESS"))]
    case .americanStatus: [JSONMember("status", .string("canceled"))]
    case .numericStatus: [JSONMember("status", .number("3"))]
    case .controlCharacters:
      Self.named("a\u{1B}[31mb\u{7}\r\nc\u{0}d\u{9B}2Je\u{7F}\tf\u{1B}]52;c;eA==\u{7}")
    case .bidirectional: Self.named("abc\u{202E}fed\u{2066}x\u{200F}\u{FEFF}\u{200B}y")
    case .hugeName: Self.named(String(repeating: "很长的名字-long-name-", count: 1_000))
    case .joinedEmoji: Self.named("👩‍👩‍👧‍👦 🇨🇳 👍🏽 ❤️ 标注")
    case .combining: Self.named("e" + String(repeating: "\u{301}", count: 40) + "nd")
    case .isoTimes, .millisecondTimes, .textTimes, .decimalTimes:
      members.compactMap { member in respell(member).map { JSONMember(member.name, $0) } }
    case .unsetTimes:
      [
        JSONMember("completed_at", .number("0")), JSONMember("failed_at", .number("-1")),
        JSONMember("expired_at", .string("")), JSONMember("cancelled_at", .object([])),
        JSONMember("created_at", .bool(true)),
      ]
    case .impossibleOrder:
      [
        JSONMember("in_progress_at", .number("1500000000")),
        JSONMember("finalizing_at", .number("99999999999")),
      ]
    case .textCounts: [Self.counts(.string("120"), .string("100"), .string("7"))]
    case .excessiveCounts: [Self.counts(.number("10"), .number("25"), .number("-3"))]
    case .emptyCounts: [JSONMember("request_counts", .object([]))]
    case .flatCounts:
      [
        JSONMember("request_counts", .null), JSONMember("request_count_total", .number("9")),
        JSONMember("total", .number("9")), JSONMember("completed", .number("4")),
        JSONMember("failed", .number("1")),
      ]
    case .errorObjects: [JSONMember("errors", Self.errorList)]
    case .errorText: [JSONMember("errors", .string("one\nsentence\u{1B}[2J only"))]
    case .metadataText: [JSONMember("metadata", .string("nightly"))]
    case .metadataDeep: [JSONMember("metadata", .object([JSONMember("name", Self.deep)]))]
    case .fileURL:
      [
        JSONMember(
          "output_file_id", .string("https://files.example.com/out.jsonl?sign=a%2Bb&expires=1"))
      ]
    case .unknownFields:
      [
        JSONMember("model", .string("Qwen/Qwen3-32B")), JSONMember("usage", Self.deep),
        JSONMember("priority", .number("1e400")), JSONMember("", .string("no name")),
      ]
    case .null, .text, .number, .nested, .withoutID, .onlyID, .twice: []
    }
  }

  /// The time in another notation; nil for a member that is not a time or not set.
  private func respell(_ member: JSONMember) -> JSONValue? {
    guard member.name.hasSuffix("_at"), case .number(let text) = member.value,
      let seconds = Int(text)
    else { return nil }
    return switch self {
    case .isoTimes: .string(Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601))
    case .millisecondTimes: .number("\(seconds)123")
    case .textTimes: .string(text)
    default: .number("\(seconds).75")
    }
  }

  private static func named(_ name: String) -> [JSONMember] {
    [
      JSONMember("metadata", .object([JSONMember("name", .string(name))])),
      JSONMember("file_name", .string(name)),
    ]
  }

  private static func counts(
    _ total: JSONValue, _ completed: JSONValue, _ failed: JSONValue
  ) -> JSONMember {
    JSONMember(
      "request_counts",
      .object([
        JSONMember("total", total), JSONMember("completed", completed),
        JSONMember("failed", failed),
      ]))
  }

  private static let errorList = JSONValue.object([
    JSONMember("object", .string("list")),
    JSONMember(
      "data",
      .array([
        .object([
          JSONMember("code", .string("invalid_json_line")),
          JSONMember("message", .string("This line is not parseable as valid JSON.")),
          JSONMember("param", .null), JSONMember("line", .number("42")),
        ])
      ])),
  ])

  private static let deep = (0..<100).reduce(JSONValue.number("1")) { inner, _ in .array([inner]) }
}

/// Why a request failed: what providers write, with numbers and names that differ from line to line.
struct RequestCause: Sendable {
  enum Part: Sendable {
    case text(StaticString)
    case number(ClosedRange<Int>)
    case hex(Int)
    case model
  }

  /// The HTTP status of the answer; nil for a request that had none.
  var status: Int?
  var code: StaticString
  /// Whether the code is a number.
  var isNumber = false
  var message: [Part]

  static let all: [RequestCause] = [
    RequestCause(
      status: 400, code: "context_length_exceeded",
      message: [
        .text("This model's maximum context length is 32768 tokens. However, you requested "),
        .number(32_769...98_000), .text(" tokens ("), .number(31_000...90_000),
        .text(" in the messages, "), .number(1_024...8_192),
        .text(" in the completion). Please reduce the length of the messages or completion."),
      ]),
    RequestCause(
      status: 429, code: "rate_limit_exceeded",
      message: [
        .text("Rate limit reached for "), .model,
        .text(" on tokens per min (TPM): Limit 1000000, Used "), .number(900_000...999_999),
        .text(", Requested "), .number(500...4_000), .text(". Please try again in "),
        .number(20...900), .text("ms."),
      ]),
    RequestCause(
      status: 503, code: "50505", isNumber: true,
      message: [.text("Model service overloaded. Please try again later.")]),
    RequestCause(
      status: 400, code: "data_inspection_failed",
      message: [.text("输入内容可能包含敏感信息，请修改后重试（请求编号："), .hex(12), .text("）")]),
    RequestCause(
      status: 504, code: "timeout",
      message: [.text("Request timed out after "), .number(600...601), .text(" s")]),
    RequestCause(
      status: 403, code: "30001", isNumber: true,
      message: [.text("账户余额不足，请充值后重试")]),
    RequestCause(
      status: 400, code: "invalid_json_schema",
      message: [
        .text("Invalid schema for response_format 'answer_"), .number(1...40),
        .text("': In context=('properties', 'score'), 'minimum' is not permitted."),
      ]),
    RequestCause(
      status: 422, code: "20015", isNumber: true,
      message: [.text("请求参数错误：temperature 的取值范围为 [0, 2]，当前值为 "), .number(3...9)]),
    RequestCause(
      status: 404, code: "20012", isNumber: true,
      message: [.text("Model does not exist. Please check it carefully.")]),
    RequestCause(
      status: 400, code: "invalid_image_url",
      message: [
        .text("Failed to download the image from https://img.example.com/"), .hex(16),
        .text(".png: HTTP 404"),
      ]),
    RequestCause(
      status: nil, code: "worker_lost",
      message: [
        .text("internal error: worker gpu-"), .number(1...64), .text(" was lost, attempt "),
        .number(1...3), .text(" of 3"),
      ]),
    RequestCause(
      status: 500, code: "server_error",
      message: [
        .text("The server had an error while processing your request (request id: "), .hex(24),
        .text(")"),
      ]),
    RequestCause(
      status: 400, code: "invalid_request_error",
      message: [.text("模型 "), .model, .text(" 不支持 tools 参数")]),
  ]

  /// The cause of one failure: most of a batch's have the same few.
  static func draw(_ favourite: Int, _ dice: inout Dice) -> RequestCause {
    var step = 0
    while step < all.count - 1, dice.chance(0.45) { step += 1 }
    return all[(favourite + step) % all.count]
  }
}

import Batches
import Testing

@testable import BatchResults

@Suite struct ResultLineTests {
  struct Shape: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    var id: String? = "r1"
    var outcome = RequestOutcome.failed
    var status: Int?
    var code: String?
    var message: String?
    var requestID: String?
    var tokens: TokenUsage?
    var testDescription: String { name }
  }

  static let shapes: [Shape] = [
    Shape(
      name: "OpenAI, success",
      text: #"""
        {"id":"batch_req_1","custom_id":"r1","response":{"status_code":200,"request_id":"req_9","body":{"id":"chatcmpl-1","object":"chat.completion","model":"gpt-4o","choices":[{"message":{"role":"assistant","content":"{\"error\":{\"code\":500}}"}}],"usage":{"prompt_tokens":22,"completion_tokens":2,"total_tokens":24,"prompt_tokens_details":{"cached_tokens":16},"completion_tokens_details":{"reasoning_tokens":0}}}},"error":null}
        """#,
      outcome: .succeeded, status: 200, requestID: "req_9",
      tokens: TokenUsage(prompt: 22, completion: 2, cached: 16, reasoning: 0, total: 24)),
    Shape(
      name: "OpenAI, error in the body",
      text: #"""
        {"id":"batch_req_1","custom_id":"r1","response":{"status_code":400,"request_id":"q","body":{"error":{"message":"Too long","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}},"error":null}
        """#,
      status: 400, code: "context_length_exceeded", message: "Too long", requestID: "q"),
    Shape(
      name: "OpenAI, a code of null leaves the type",
      text: #"""
        {"custom_id":"r1","response":{"status_code":500,"body":{"error":{"message":"m","type":"server_error","code":null}}}}
        """#,
      status: 500, code: "server_error", message: "m"),
    Shape(
      name: "OpenAI, expired",
      text: #"""
        {"id":"batch_req_1","custom_id":"r1","response":null,"error":{"code":"batch_expired","message":"This request could not be executed before the completion window expired."}}
        """#,
      code: "batch_expired",
      message: "This request could not be executed before the completion window expired.",
      requestID: "batch_req_1"),
    Shape(
      name: "OpenAI Responses",
      text: #"""
        {"custom_id":"r1","response":{"status_code":200,"body":{"status":"completed","error":null,"output":[{"type":"message"}],"usage":{"input_tokens":5,"input_tokens_details":{"cached_tokens":1},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":12}}}}
        """#,
      outcome: .succeeded, status: 200,
      tokens: TokenUsage(prompt: 5, completion: 7, cached: 1, reasoning: 3, total: 12)),
    Shape(
      name: "OpenAI Responses, failed",
      text: #"""
        {"custom_id":"r1","response":{"status_code":200,"body":{"status":"failed","error":{"code":"server_error","message":"m"},"output":[]}}}
        """#,
      status: 200, code: "server_error", message: "m"),
    Shape(
      name: "SiliconFlow, code beside message",
      text: #"""
        {"custom_id":"r1","response":{"status_code":400,"body":{"code":20015,"message":"参数错误","data":null}},"error":null}
        """#,
      status: 400, code: "20015", message: "参数错误"),
    Shape(
      name: "SiliconFlow, code with status 200",
      text:
        #"{"custom_id":"r1","response":{"status_code":200,"body":{"code":50505,"message":"m","data":null}}}"#,
      status: 200, code: "50505", message: "m"),
    Shape(
      name: "SiliconFlow, good code",
      text:
        #"{"custom_id":"r1","response":{"status_code":200,"body":{"code":20000,"message":"OK","data":{"x":1}}}}"#,
      outcome: .succeeded, status: 200),
    Shape(
      name: "a body that is JSON in a text",
      text:
        #"{"custom_id":"r1","response":{"status_code":"429","body":"{\"message\":\"Request was rejected\",\"code\":null}"}}"#,
      status: 429, message: "Request was rejected"),
    Shape(
      name: "a body that is a text",
      text: #"{"custom_id":"r1","response":{"status_code":504,"body":"upstream\ntimeout"}}"#,
      status: 504, message: "upstream\ntimeout"),
    Shape(
      name: "DashScope",
      text: #"""
        {"id":"i","custom_id":"r1","response":{"status_code":400,"request_id":"q","body":{"error":{"code":"InvalidParameter","message":"m","type":"invalid_request_error"}}},"error":{"code":"InvalidParameter","message":"outer"}}
        """#,
      status: 400, code: "InvalidParameter", message: "outer", requestID: "q"),
    Shape(
      name: "Zhipu",
      text: #"""
        {"response":{"status_code":200,"body":{"created":1,"usage":{"completion_tokens":60,"prompt_tokens":113,"total_tokens":173},"model":"glm-4","choices":[{}],"request_id":"q"}},"custom_id":"r1","id":"batch_1"}
        """#,
      outcome: .succeeded, status: 200, requestID: "q",
      tokens: TokenUsage(prompt: 113, completion: 60, total: 173)),
    Shape(
      name: "vLLM, the code is the status",
      text: #"""
        {"id":"v","custom_id":"r1","response":{"status_code":400,"request_id":"q","body":null},"error":{"object":"error","message":"m","type":"BadRequestError","param":null,"code":400}}
        """#,
      status: 400, code: "BadRequestError", message: "m", requestID: "q"),
    Shape(
      name: "vLLM, an error around the error",
      text:
        #"{"custom_id":"r1","response":null,"error":{"error":{"message":"m","type":"T","code":404}}}"#,
      status: 404, code: "T", message: "m"),
    Shape(
      name: "Anthropic, success",
      text: #"""
        {"custom_id":"r1","result":{"type":"succeeded","message":{"id":"msg_1","type":"message","model":"claude","content":[{"type":"text","text":"x"}],"usage":{"input_tokens":10,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":34}}}}
        """#,
      outcome: .succeeded, tokens: TokenUsage(prompt: 10, completion: 34, cached: 4)),
    Shape(
      name: "Anthropic, error",
      text: #"""
        {"custom_id":"r1","result":{"type":"errored","error":{"type":"error","error":{"type":"invalid_request_error","message":"m"},"request_id":"req_1"}}}
        """#,
      code: "invalid_request_error", message: "m", requestID: "req_1"),
    Shape(
      name: "Anthropic, the type last",
      text:
        #"{"custom_id":"r1","result":{"error":{"error":{"message":"m","type":"overloaded_error"},"type":"error"},"type":"errored"}}"#,
      code: "overloaded_error", message: "m"),
    Shape(
      name: "Anthropic, expired", text: #"{"custom_id":"r1","result":{"type":"expired"}}"#,
      outcome: .expired, code: "expired"),
    Shape(
      name: "Anthropic, canceled", text: #"{"custom_id":"r1","result":{"type":"canceled"}}"#,
      outcome: .cancelled, code: "canceled"),
    Shape(
      name: "Mistral",
      text:
        #"{"id":"1","custom_id":"r1","response":{"status_code":422,"body":{"detail":[{"type":"missing","loc":["body"],"msg":"Field required"}]}},"error":null}"#,
      status: 422, code: "missing", message: "Field required"),
    Shape(
      name: "Gemini, success",
      text:
        #"{"key":"r1","response":{"candidates":[{}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":5,"thoughtsTokenCount":9,"totalTokenCount":17,"cachedContentTokenCount":1},"modelVersion":"gemini"}}"#,
      outcome: .succeeded,
      tokens: TokenUsage(prompt: 3, completion: 5, cached: 1, reasoning: 9, total: 17)),
    Shape(
      name: "Gemini, error",
      text: #"{"key":"r1","error":{"code":3,"message":"m","status":"INVALID_ARGUMENT"}}"#,
      code: "3", message: "m"),
    Shape(
      name: "Gemini, error with the status as code",
      text: #"{"key":"r1","error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}}"#,
      status: 429, code: "RESOURCE_EXHAUSTED", message: "m"),
    Shape(
      name: "Vertex", text: #"{"status":"Bad Request: no such model","request":{},"response":{}}"#,
      id: nil, message: "Bad Request: no such model"),
    Shape(
      name: "Bedrock",
      text:
        #"{"recordId":"r1","modelInput":{},"error":{"errorCode":400,"errorMessage":"bad request"}}"#,
      status: 400, message: "bad request"),
    Shape(
      name: "Bedrock, success",
      text:
        #"{"recordId":"r1","modelInput":{"error":"x"},"modelOutput":{"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3}}}"#,
      outcome: .succeeded, tokens: TokenUsage(prompt: 1, completion: 2, total: 3)),
    Shape(
      name: "Together", text: #"{"custom_id":"r1","error_message":"m","error_code":"c"}"#,
      code: "c", message: "m"),
    Shape(
      name: "an error that is a text", text: #"{"custom_id":"r1","error":"timed out"}"#,
      message: "timed out"),
    Shape(
      name: "an error that is JSON in a text",
      text: #"{"custom_id":"r1","error":"{\"code\":\"c\",\"message\":\"m\"}"}"#,
      code: "c", message: "m"),
    Shape(
      name: "a message that is JSON in a text",
      text:
        #"{"custom_id":"r1","response":{"status_code":400,"body":{"error":{"message":"{\"error\":{\"message\":\"inner\"}}"}}}}"#,
      status: 400, message: "inner"),
    Shape(
      name: "a list of errors",
      text: #"{"custom_id":"r1","errors":[{"code":"c","message":"m"},{"code":"d"}]}"#,
      code: "c", message: "m"),
    Shape(
      name: "a status and nothing else",
      text: #"{"custom_id":"r1","response":{"status_code":503}}"#, status: 503),
    Shape(
      name: "errors that are none",
      text: #"{"custom_id":"r1","response":{"status_code":200,"error":{}},"error":"","errors":[]}"#,
      outcome: .succeeded, status: 200),
    Shape(
      name: "false and 0 are no error",
      text: #"{"custom_id":"r1","response":{"body":{}},"error":false,"errors":0}"#,
      outcome: .succeeded),
    Shape(
      name: "an id that is a number", text: #"{"custom_id":17,"response":{"body":{}}}"#, id: "17",
      outcome: .succeeded),
    Shape(
      name: "an id with escapes",
      text: #"{"custom_id":"caf\u00e9 \"1\"","response":{"body":{}}}"#,
      id: "café \"1\"", outcome: .succeeded),
    Shape(
      name: "a name with escapes", text: #"{"custom\u005fid":"r1","\u0065rror":{"message":"m"}}"#,
      message: "m"),
    Shape(
      name: "an id of null", text: #"{"custom_id":null,"key":null,"response":{"body":{}}}"#,
      id: nil,
      outcome: .succeeded),
    Shape(
      name: "an id that is empty", text: #"{"custom_id":"","response":{"body":{}}}"#, id: nil,
      outcome: .succeeded),
    Shape(
      name: "the last of two wins",
      text:
        #"{"custom_id":"r0","custom_id":"r1","response":{"status_code":200,"status_code":404}}"#,
      status: 404),
    Shape(
      name: "space everywhere",
      text: " {\t\"custom_id\" :\r \"r1\" , \"error\" : { \"message\" : \"m\" } } \r",
      message: "m"),
    Shape(
      name: "a byte order mark", text: "\u{FEFF}{\"custom_id\":\"r1\",\"result\":[1]}",
      outcome: .succeeded),
    Shape(
      name: "neither an answer nor an error",
      text: #"{"custom_id":"r1","response":null,"error":null}"#),
    Shape(
      name: "neither, beside the request",
      text: #"{"custom_id":"r1","request":{"a":1},"response":null,"error":{}}"#),
    Shape(name: "an id and nothing else", text: #"{"custom_id":"r1","method":"POST"}"#),
    Shape(
      name: "a status of 0 without a body",
      text: #"{"custom_id":"r1","response":{"status_code":0,"body":null}}"#, status: 0),
    Shape(
      name: "a status of null without a body",
      text: #"{"custom_id":"r1","response":{"status_code":null,"body":null}}"#),
    Shape(
      name: "a status beyond all numbers",
      text: #"{"custom_id":"r1","response":{"status_code":99999999999999999999}}"#),
    Shape(
      name: "a good status without a body",
      text: #"{"custom_id":"r1","response":{"status_code":204,"body":null}}"#,
      outcome: .succeeded, status: 204),
    Shape(
      name: "an answer without a status",
      text: #"{"custom_id":"r1","response":{"body":{"choices":[]}}}"#, outcome: .succeeded),
    Shape(
      name: "an answer under a name of its own",
      text: #"{"custom_id":"r1","prediction":{"text":"x"}}"#, outcome: .succeeded),
    Shape(
      name: "a text under a name of its own",
      text: #"{"custom_id":"r1","response":{"output_text":"x"}}"#, outcome: .succeeded),
    Shape(
      name: "an error that says nothing, beside an answer",
      text:
        #"{"custom_id":"r1","response":{"status_code":200,"body":{"choices":[{}]}},"error":{"code":null,"message":null,"type":"","param":[ ]}}"#,
      outcome: .succeeded, status: 200),
    Shape(
      name: "an error of other members", text: #"{"custom_id":"r1","error":{"reason":"quota"}}"#),
    Shape(
      name: "Google's status",
      text:
        #"{"key":"r1","status":{"code":8,"message":"Resource exhausted","details":[]},"response":null}"#,
      code: "8", message: "Resource exhausted"),
    Shape(
      name: "Google's status of a success",
      text: #"{"key":"r1","status":{"code":0},"response":{"candidates":[{}]}}"#,
      outcome: .succeeded),
  ]

  @Test(arguments: shapes) func shapesOfProviders(shape: Shape) {
    let read = line(shape.text)
    #expect(read.oddity == (shape.id == nil ? .noID : nil))
    #expect(read.id == shape.id)
    #expect(read.outcome == shape.outcome)
    #expect(read.statusCode == shape.status)
    #expect(read.errorCode == shape.code)
    #expect(read.errorMessage == shape.message)
    if let requestID = shape.requestID { #expect(read.requestID == requestID) }
    #expect(read.tokens == shape.tokens)
  }

  @Test(arguments: [
    ("", OddLines.Kind.blank), (" \t\r", .blank), ("null", .notObject), ("17", .notObject),
    (#""text""#, .notObject), (#"[{"custom_id":"a"}]"#, .notObject), ("{}", .noID),
    (#"{"a":1}"#, .noID), ("{", .notJSON), (#"{"custom_id":"a""#, .notJSON),
    (#"{"custom_id":"a"}x"#, .notJSON), (#"{"custom_id":"a"}{"custom_id":"b"}"#, .notJSON),
    ("{'custom_id':'a'}", .notJSON), ("\u{0}\u{0}\u{0}", .notJSON), ("<html>", .notJSON),
    (#"{"custom_id":"a","response":{"status_code":20"#, .notJSON), (#"{"a":tru}"#, .notJSON),
    ("\u{1F}\u{8B}\u{8}", .notJSON), (#"{"custom_id":"a\"}"#, .notJSON), ("-", .notJSON),
  ])
  func linesThatAreNoResult(text: String, oddity: OddLines.Kind) {
    #expect(line(text).oddity == oddity)
  }

  @Test func aLineThatBreaksOffStillNamesItsRequest() {
    #expect(line(#"{"id":"x","custom_id":"a","response":{"st"#).id == "a")
    #expect(line(#"{"id":"x","custom_id":"a"#).id == nil)
  }

  @Test func theAnswerIsAPartOfTheLine() throws {
    let text = #"{"custom_id":"r","response":{"status_code":200,"body":{"choices":[]}}}"#
    let range = try #require(line(text).answer)
    #expect(String(decoding: bytes(text)[range], as: UTF8.self) == #"{"choices":[]}"#)
    let gemini = #"{"key":"r","response":{"candidates":[]}}"#
    let whole = try #require(line(gemini).answer)
    #expect(String(decoding: bytes(gemini)[whole], as: UTF8.self) == #"{"candidates":[]}"#)
  }

  @Test(
    arguments: [
      (#""latency_ms":1500"#, 1.5), (#""latencyMs":"250.5""#, 0.2505),
      (#""duration_seconds":2"#, 2),
      (#""latency_ms":-1"#, nil), (#""latency_ms":null"#, nil), (#""latency":12"#, nil),
      (#""usage":{"total_time":0.75}"#, 0.75), (#""latency_ms":1e999"#, nil),
    ] as [(String, Double?)])
  func latencyInSeconds(field: String, seconds: Double?) {
    #expect(line("{\"custom_id\":\"a\",\(field)}").latency == seconds)
  }
}

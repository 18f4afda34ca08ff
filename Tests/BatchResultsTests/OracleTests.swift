import Batches
import Testing

@testable import BatchResults

/// The scan against a slow reading of the decoded line.
@Suite struct OracleTests {
  private struct Reading: Equatable {
    var id: String?
    var status: Int?
    var isFailure: Bool
    var code: String?
    var message: String?
    var prompt: Int?
    var completion: Int?
  }

  private static func member(_ name: String, _ value: JSONValue?) -> JSONValue? {
    guard case .object(let members)? = value else { return nil }
    return members.first { $0.name == name }?.value
  }

  private static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text)?: text.isEmpty ? nil : text
    case .number(let text)?: text
    case .bool(let bool)?: bool ? "true" : "false"
    case .null?, .array?, .object?, nil: nil
    }
  }

  private static func number(_ value: JSONValue?) -> Int? {
    guard let text = text(value) else { return nil }
    return Int(text.prefix { $0 != "." })
  }

  private static func isError(_ value: JSONValue?) -> Bool {
    switch value {
    case .string(let text)?: !text.isEmpty
    case .object(let members)?: members.contains { isSomething($0.value) }
    default: false
    }
  }

  private static func isSomething(_ value: JSONValue?) -> Bool {
    switch value {
    case .string(let text)?: !text.isEmpty
    case .array(let elements)?: !elements.isEmpty
    case .object(let members)?: !members.isEmpty
    case .null?, nil: false
    case .number?, .bool?: true
    }
  }

  private static func mayBeAnswer(_ value: JSONValue?, orText: Bool) -> Bool {
    switch value {
    case .array?, .object?: isSomething(value)
    // The decoder makes texts of words that are no JSON.
    case .string(let text)?: orText && !["", "NaN", "1."].contains(text)
    default: false
    }
  }

  private static func hasAnswer(_ line: JSONValue) -> Bool {
    let response = member("response", line)
    if let body = member("body", response), body != .null { return true }
    if mayBeAnswer(member("unknown", response), orText: true) { return true }
    return response != .null && mayBeAnswer(member("extra", line), orText: false)
  }

  private static func read(_ line: JSONValue) -> Reading {
    let response = member("response", line)
    let body = member("body", response)
    let errors = [member("error", line), member("error", body)]
    let failing = errors.contains(where: isError)
    var status = number(member("status_code", response))
    let codes = errors.map { member("code", $0) }
    if status == nil, failing {
      status = codes.compactMap(number).first { (400..<600).contains($0) }
    }
    let isFailure = failing || !(200..<400).contains(status ?? (hasAnswer(line) ? 200 : 0))
    var code: String?
    var message: String?
    if isFailure {
      for error in errors where code == nil && isError(error) {
        code = [member("code", error), member("type", error)].lazy.compactMap(text)
          .first { Int($0) != status || status == nil }
      }
      message =
        errors.lazy.compactMap { error in
          if case .string? = error { return text(error) }
          return text(member("message", error))
        }.first
    }
    let usage = member("usage", body)
    return Reading(
      id: text(member("custom_id", line)), status: status, isFailure: isFailure, code: code,
      message: message, prompt: number(member("prompt_tokens", usage)),
      completion: number(member("completion_tokens", usage)))
  }

  @Test(arguments: 0..<50) func aScanReadsWhatTheDecoderReads(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let text = RandomJSON.line(&random)
      let value = try #require(JSONValue(parsing: bytes(text)))
      let scan = ResultLine(bytes(text))
      let reading = Reading(
        id: scan.id, status: scan.statusCode,
        isFailure: scan.outcome != .succeeded && scan.outcome != nil, code: scan.errorCode,
        message: scan.errorMessage, prompt: scan.tokens?.prompt,
        completion: scan.tokens?.completion)
      #expect(reading == Self.read(value), "\(text)")
    }
  }

  @Test(arguments: 0..<50) func whatTheDecoderRefusesIsNoJSON(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      var text = bytes(RandomJSON.line(&random))
      for _ in 0..<10 {
        RandomJSON.mutate(&text, &random)
        let scan = ResultLine(text)
        let isJSON = JSONValue(parsing: text) != nil
        let isRefused = scan.oddity == .notJSON || scan.oddity == .blank
        #expect(isRefused == !isJSON, "\(String(decoding: text, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: [135, 136, 137, 138, 400, 100_000]) func anyDepthIsHarmless(levels: Int) {
    for (open, close) in [("[", "]"), (#"{"error":"#, "}"), (#"{"error":["#, "]}")] {
      let text =
        String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
      let isJSON = JSONValue(parsing: bytes(text)) != nil
      #expect((ResultLine(bytes(text)).oddity != .notJSON) == isJSON)
      #expect(ResultLine(bytes(String(text.dropLast()))).oddity == .notJSON)
    }
  }
}

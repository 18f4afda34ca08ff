import Batches

/// Corrupts valid pages the way servers, proxies and networks do.
struct Mutator {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A page of up to three batches whose fields have values of any type.
  mutating func page() -> [UInt8] {
    let count = Int.random(in: 0...3, using: &random)
    let batches = (0..<count).map { _ in batch() }.joined(separator: ",")
    let hasMore = value()
    return bytes(#"{"object":"list","data":[\#(batches)],"has_more":\#(hasMore)}"#)
  }

  private mutating func batch() -> String {
    if Int.random(in: 0..<12, using: &random) == 0 { return value() }
    var members = [#""id":"b\#(Int.random(in: 0...9, using: &random))""#]
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      members.append("\"\(pick(Self.names))\":\(value())")
    }
    members.shuffle(using: &random)
    return "{" + members.joined(separator: ",") + "}"
  }

  private mutating func value() -> String { pick(Self.values) }

  /// The bytes with one to four mutations.
  mutating func mutated(_ page: [UInt8]) -> [UInt8] {
    var page = page
    for _ in 0..<Int.random(in: 1...4, using: &random) where !page.isEmpty {
      let index = Int.random(in: 0..<page.count, using: &random)
      let end = min(page.count, index + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0..<7, using: &random) {
      case 0: page[index] = UInt8.random(in: 0...255, using: &random)
      case 1: page[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: page.removeSubrange(index..<end)
      case 3: page.insert(contentsOf: page[index..<end], at: index)
      case 4: page.insert(contentsOf: bytes(pick(Self.shards)), at: index)
      case 5: page.removeSubrange(index...)
      default: page.replaceSubrange(index..<end, with: bytes(value()))
      }
    }
    return page
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private static let names = [
    "id", "status", "created_at", "expires_at", "completed_at", "request_counts", "errors",
    "metadata", "file_name", "output_file_id", "endpoint", "object", "total", "completed",
    "failed", "error", "data", "model", "usage", "批", "a\\u0062c", "",
  ]

  private static let values = [
    "null", "true", "false", "0", "-1", "1749023566", "1749023566.75", "1.7e9", "1749023566000",
    "99999999999999999999", "1e999", "-0.0", "NaN", "\"\"", "\"x\"", "\"1749023566\"",
    "\"2025-06-04T07:52:46Z\"", "\"0001-01-01\"", "\"completed\"", "\"CANCELED\"", "{}", "[]",
    "[[[]]]", "[null,1,\"e\"]", #"{"total":3,"completed":"2","failed":null}"#,
    #"{"processing":9007199254740992,"succeeded":9007199254740992}"#,
    #"{"object":"list","data":[{"code":"c","message":"m","line":1}]}"#, #"["a","b"]"#,
    #"{"message":"m","code":5}"#, #"{"name":"夜间评测","k":{"z":[1]}}"#, #""{\"name\":\"n\"}""#,
    #""\ud83d\ude00\ud83d""#, #""\u001b[2J\u202e""#, "\"👩‍👩‍👧\"", "\"\u{9B}2J\"",
  ]

  private static let shards = [
    "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "null", "\u{FEFF}", "\u{0}",
    "[[[[[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "\"data\":", "\"error\":{\"message\":\"m\"},",
    "<html>", "1e", "-", "é", "/*", "\r\n",
  ]
}

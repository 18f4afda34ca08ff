import Batches

/// JSON texts and result lines made by chance, and what transport may make of them.
enum RandomJSON {
  private static let strings = [
    "\"\"", "\"a\"", "\"x,y:{}\"", #""q\"\\""#, #""\u4e2d\n""#, "\"批量推理\"", "\"a\tb\"",
    "\"0123456789abcdef0123456789\"", #""\ud83d\ude00\/""#,
  ]
  private static let words = ["null", "true", "false", "0", "17", "-1.5e3", "NaN", "400", "1."]

  static func pick(_ choices: [String], _ random: inout SplitMix64) -> String {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  static func value(depth: Int, _ random: inout SplitMix64) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
    case 0, 1: return pick(strings, &random)
    case 2: return pick(words, &random)
    case 3:
      let elements = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        value(depth: depth - 1, &random)
      }
      return "[" + elements.joined(separator: pick([",", " , "], &random)) + "]"
    default:
      let members = (0..<Int.random(in: 0...3, using: &random)).map { index in
        "\"m\(index)\":" + value(depth: depth - 1, &random)
      }
      return "{" + members.joined(separator: pick([",", ",\t"], &random)) + "}"
    }
  }

  /// A result line with known and unknown members of any type.
  static func line(_ random: inout SplitMix64) -> String {
    object(
      [
        (
          "custom_id",
          {
            pick(
              #"""
              "r1" "" 5 null "caf\u00e9"
              """#.split(separator: " ").map(String.init), &$0)
          }
        ),
        ("response", { response(&$0) }), ("error", { error(&$0) }),
        ("id", { value(depth: 1, &$0) }),
        ("extra", { value(depth: 3, &$0) }),
      ], &random)
  }

  private static func response(_ random: inout SplitMix64) -> String {
    if Int.random(in: 0..<5, using: &random) == 0 { return "null" }
    return object(
      [
        ("status_code", { pick(["200", "400", "\"429\"", "null", "500"], &$0) }),
        ("request_id", { value(depth: 0, &$0) }), ("body", { body(&$0) }),
        ("unknown", { value(depth: 2, &$0) }),
      ], &random)
  }

  private static func body(_ random: inout SplitMix64) -> String {
    if Int.random(in: 0..<6, using: &random) == 0 { return "null" }
    return object(
      [
        ("choices", { value(depth: 3, &$0) }), ("error", { error(&$0) }),
        ("usage", { usage(&$0) }), ("x", { value(depth: 3, &$0) }),
      ], &random)
  }

  private static func error(_ random: inout SplitMix64) -> String {
    if Int.random(in: 0..<3, using: &random) > 0 { return pick(["null", "{}", "\"m\""], &random) }
    return object(
      [
        ("message", { pick(["\"m 1\"", "null", #""\u6279""#, "\"\""], &$0) }),
        ("code", { pick(["null", "\"c\"", "400", "7"], &$0) }), ("type", { value(depth: 0, &$0) }),
      ], &random)
  }

  private static func usage(_ random: inout SplitMix64) -> String {
    object(
      [
        ("prompt_tokens", { pick(["3", "null", "\"4\"", "1.0"], &$0) }),
        ("completion_tokens", { pick(["5", "null"], &$0) }),
      ], &random)
  }

  private static func object(
    _ members: [(String, (inout SplitMix64) -> String)], _ random: inout SplitMix64
  ) -> String {
    var members = members.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
    members.shuffle(using: &random)
    let texts = members.map { "\"\($0.0)\":" + pick(["", " "], &random) + $0.1(&random) }
    return "{" + texts.joined(separator: ", ") + "}"
  }

  static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, index + Int.random(in: 1...12, using: &random))
    let shards = ["\"", "\\", "{", "}", "[", "]", ",", ":", "null", "\n", "1", "\\u12"]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2: bytes.removeSubrange(index..<end)
    case 3: bytes.insert(contentsOf: bytes[index..<end], at: index)
    case 4: bytes.insert(contentsOf: Array(pick(shards, &random).utf8), at: index)
    default: bytes.removeSubrange(index...)
    }
  }
}

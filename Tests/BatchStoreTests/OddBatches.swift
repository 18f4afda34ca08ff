import Batches

@testable import BatchStore

/// Batches with anything in any field, as no server sends them but as they must survive.
struct OddBatches {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func batch(_ id: String) -> Batch {
    var batch = Batch(
      id: id, status: status(), times: times(), counts: maybe { $0.counts() },
      object: maybe { $0.text() }, endpoint: maybe { $0.text() },
      inputFileID: maybe { $0.text() }, outputFileID: maybe { $0.text() },
      errorFileID: maybe { $0.text() }, completionWindow: maybe { $0.text() },
      fileName: maybe { $0.text() }, errors: list { $0.error() }, metadata: members(2),
      extras: members(2))
    batch.namesFiles = Bool.random(using: &random)
    if Bool.random(using: &random) {
      batch.terms = BatchTerms(
        deadline: Bool.random(using: &random) ? .target : .unclear, daysKept: maybe { $0.days() },
        keptFromCreation: Bool.random(using: &random))
    }
    return batch
  }

  /// At times with a meaning that the text alone does not have.
  private mutating func status() -> BatchStatus {
    let text = text()
    let meaning = BatchStatus.Meaning.allCases.randomElement(using: &random) ?? .unknown
    return Bool.random(using: &random)
      ? BatchStatus(text) : BatchStatus(text, meaning: meaning)
  }

  private mutating func days() -> Int { Int.random(in: 0..<99, using: &random) }

  mutating func text() -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: pick(Self.texts)
    case 1: pick(Self.texts) + pick(Self.texts)
    case 2: "word-\(Int.random(in: 0..<200, using: &random))"
    default: String(repeating: pick(Self.texts), count: Int.random(in: 0..<40, using: &random))
    }
  }

  private mutating func times() -> Timestamps {
    var times = Timestamps()
    for moment in TimestampField.allCases { times[moment] = maybe { $0.number() } }
    return times
  }

  private mutating func counts() -> RequestCounts {
    RequestCounts(
      total: maybe { $0.number() }, completed: maybe { $0.number() },
      failed: maybe { $0.number() }, percent: maybe { Double($0.days()) / 7 })
  }

  private mutating func error() -> BatchError {
    BatchError(
      message: text(), code: maybe { $0.text() }, line: maybe { $0.number() },
      param: maybe { $0.text() }, extras: members(1))
  }

  private mutating func members(_ depth: Int) -> [JSONMember] {
    list { JSONMember($0.text(), $0.value(depth)) }
  }

  private mutating func value(_ depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: .null
    case 1: .bool(false)
    case 2: .bool(true)
    case 3: .number(pick(["0", "-0.0", "1e999", "99999999999999999999"]))
    case 4: .string(text())
    case 5: .array(list { $0.value(depth - 1) })
    default: .object(members(depth - 1))
    }
  }

  private mutating func number() -> Int {
    pick([0, 1, -1, 63, 64, -64, -65, 8191, 8192, 1_749_023_566, .max, .min, .max - 1])
  }

  private mutating func maybe<Value>(_ make: (inout OddBatches) -> Value) -> Value? {
    Bool.random(using: &random) ? make(&self) : nil
  }

  private mutating func list<Value>(_ make: (inout OddBatches) -> Value) -> [Value] {
    (0..<Int.random(in: 0..<4, using: &random)).map { _ in make(&self) }
  }

  private mutating func pick<Value>(_ choices: [Value]) -> Value {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private static let texts = [
    "", "a", "completed", "in_progress", "Canceled", "/v1/chat/completions", "24h", "e\u{301}",
    "\u{E9}", "批处理-夜间评测", "👩‍👩‍👧", "\u{0}", "\u{FFFD}", "\u{202E}", "name",
  ]
}

extension Batch {
  /// Every part, to the byte: `==` takes for the same what only looks the same.
  var bytes: [UInt8] { Array(String(reflecting: self).utf8) }
}

/// Tokens of one answer or of many; nil where the server gives no number, which is not the same as 0.
public struct TokenUsage: Sendable, Hashable {
  public var prompt: Int?
  public var completion: Int?
  /// Those of the prompt that came from a cache; Anthropic counts them beside the prompt.
  public var cached: Int?
  /// Those of the completion that are not in the answer; Gemini counts them beside the completion.
  public var reasoning: Int?
  public var total: Int?

  public init(
    prompt: Int? = nil, completion: Int? = nil, cached: Int? = nil, reasoning: Int? = nil,
    total: Int? = nil
  ) {
    self.prompt = prompt
    self.completion = completion
    self.cached = cached
    self.reasoning = reasoning
    self.total = total
  }
}

extension TokenUsage {
  /// Reads the `usage` object of OpenAI's two APIs, and of those that follow either: chat completions
  /// count prompt and completion, responses and batches input and output.
  /// - Returns: nil where the object holds none of these numbers.
  public init?(_ value: JSONValue) {
    guard case .object(let members) = value else { return nil }
    self.init(
      prompt: Self.count(["prompt_tokens", "input_tokens"], in: members),
      completion: Self.count(["completion_tokens", "output_tokens"], in: members),
      cached: Self.count(
        "cached_tokens", in: ["prompt_tokens_details", "input_tokens_details"], members)
        ?? Self.count(["cached_tokens", "prompt_cache_hit_tokens"], in: members),
      reasoning: Self.count(
        "reasoning_tokens", in: ["completion_tokens_details", "output_tokens_details"], members)
        ?? Self.count(["reasoning_tokens"], in: members),
      total: Self.count(["total_tokens"], in: members))
    if prompt != nil, completion != nil { total = sum }
    if isEmpty { return nil }
  }

  private static let details = [
    "prompt_tokens_details", "input_tokens_details", "completion_tokens_details",
    "output_tokens_details",
  ]

  /// Whether a `usage` object says nothing beyond the numbers that are read of it.
  static func readsAll(of value: JSONValue) -> Bool {
    guard case .object(let members) = value, TokenUsage(value) != nil else { return false }
    return members.allSatisfy { member in
      switch member.value {
      case .null: true
      case .object(let inner) where details.contains(member.name):
        inner.allSatisfy { $0.value == .null || isRead($0) }
      default: isRead(member)
      }
    }
  }

  private static func isRead(_ member: JSONMember) -> Bool {
    TokenUsage(.object([member])) != nil
  }

  private static func count(_ names: [String], in members: [JSONMember]) -> Int? {
    members.lazy.filter { names.contains($0.name) }.compactMap { member -> Int? in
      guard case .number(let text) = member.value, let count = Int(text), count >= 0 else {
        return nil
      }
      return count
    }.first
  }

  private static func count(
    _ name: String, in details: [String], _ members: [JSONMember]
  ) -> Int? {
    members.lazy.filter { details.contains($0.name) }.compactMap { member -> Int? in
      guard case .object(let inner) = member.value else { return nil }
      return count([name], in: inner)
    }.first
  }
}

extension TokenUsage {
  public var isEmpty: Bool { self == TokenUsage() }

  /// All tokens; the sum of both sides where the server gives no total.
  public var sum: Int? { total ?? Self.sum(prompt, completion) }

  public mutating func add(_ other: TokenUsage) {
    prompt = Self.sum(prompt, other.prompt)
    completion = Self.sum(completion, other.completion)
    cached = Self.sum(cached, other.cached)
    reasoning = Self.sum(reasoning, other.reasoning)
    total = Self.sum(total, other.total)
  }

  private static func sum(_ one: Int?, _ other: Int?) -> Int? {
    guard let one, let other else { return one ?? other }
    let (sum, overflows) = one.addingReportingOverflow(other)
    return overflows ? .max : sum
  }
}

/// Tokens that a batch took; nil where nothing is said of them, which is not the same as 0.
public struct TokenUsage: Sendable, Hashable {
  public var prompt: Int?
  public var completion: Int?
  /// Of the prompt, those that came from a cache.
  public var cached: Int?
  /// Of the completion, those that nobody sees.
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
    if total == nil, let prompt, let completion {
      let (sum, overflows) = prompt.addingReportingOverflow(completion)
      total = overflows ? .max : sum
    }
    if self == TokenUsage() { return nil }
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

extension Batch {
  /// What its requests took together, where the server says so: OpenAI and Azure do, in `usage`.
  public var usage: TokenUsage? {
    extras.lazy.filter { $0.name == "usage" }.compactMap { TokenUsage($0.value) }.first
  }

  /// The model that its requests ask for, where the server names one.
  public var model: String? {
    for member in extras where member.name == "model" {
      if case .string(let text) = member.value, !text.isEmpty { return text }
    }
    return nil
  }
}

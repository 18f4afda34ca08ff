/// Tokens of one answer or of many. A number that no line gives is nil, which is not 0.
public struct TokenTotals: Sendable, Hashable {
  public private(set) var prompt: Int?
  public private(set) var completion: Int?
  /// Of the prompt; at Anthropic beside it.
  public private(set) var cached: Int?
  /// Of the completion; at Gemini beside it.
  public private(set) var reasoning: Int?
  public private(set) var total: Int?

  public init() {}

  public init(
    prompt: Int?, completion: Int?, cached: Int? = nil, reasoning: Int? = nil, total: Int? = nil
  ) {
    self.prompt = prompt
    self.completion = completion
    self.cached = cached
    self.reasoning = reasoning
    self.total = total
  }

  public var isEmpty: Bool {
    prompt == nil && completion == nil && cached == nil && reasoning == nil && total == nil
  }

  public mutating func add(_ other: TokenTotals) {
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

  /// What a scanned line gives; nil where it gives none.
  @inline(__always)
  init?(_ scanner: borrowing LineScanner) {
    for level in [LineScanner.Level.body, .response, .line] {
      let fields = scanner[level]
      if fields.isSet & Self.fields == 0 { continue }
      prompt = scanner.number(fields[.promptTokens])
      completion = scanner.number(fields[.completionTokens])
      cached = scanner.number(fields[.cachedTokens])
      reasoning = scanner.number(fields[.reasoningTokens])
      total = scanner.number(fields[.totalTokens])
      return
    }
    return nil
  }

  private static let fields: UInt32 =
    1 << UInt32(ScannedField.promptTokens.rawValue)
    | 1 << UInt32(ScannedField.completionTokens.rawValue)
    | 1 << UInt32(ScannedField.cachedTokens.rawValue)
    | 1 << UInt32(ScannedField.reasoningTokens.rawValue)
    | 1 << UInt32(ScannedField.totalTokens.rawValue)
}

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

import Batches

/// What a model said, in the body of an answer.
public enum AnswerText {
  /// Members that lead to the text, in the order in which they are tried: OpenAI's chat, completions and
  /// Responses, Anthropic's messages, Gemini's candidates, Cohere's texts.
  private static let path = [
    "choices", "message", "candidates", "output", "content", "parts", "text", "output_text",
    "reasoning_content",
  ]
  private static let levels = 8

  /// The beginning of the text in an answer's body; of a body without one, or larger than
  /// `ResultLimits.answerBytes`, the beginning of its JSON.
  /// - Parameter limit: in bytes.
  public static func beginning(of body: UnsafeBufferPointer<UInt8>, limit: Int) -> String {
    if body.count <= ResultLimits.answerBytes, let value = JSONValue(parsing: Array(body)),
      let text = text(in: value, levels: levels)
    {
      return text.prefix(bytes: limit)
    }
    let beginning = body.prefix(limit + 1)
    return String(decoding: beginning, as: UTF8.self).prefix(bytes: limit)
  }

  /// The text in an answer's body; nil where there is none.
  public static func text(in body: JSONValue) -> String? { text(in: body, levels: levels) }

  private static func text(in value: JSONValue, levels: Int) -> String? {
    switch value {
    case .string(let text): return text.isEmpty ? nil : text
    case .array(let elements):
      guard levels > 0 else { return nil }
      return elements.lazy.prefix(16).compactMap { text(in: $0, levels: levels - 1) }.first
    case .object(let members):
      guard levels > 0 else { return nil }
      for name in path {
        if let member = members.first(where: { $0.name == name }),
          let text = text(in: member.value, levels: levels - 1)
        {
          return text
        }
      }
      return nil
    case .null, .bool, .number: return nil
    }
  }
}

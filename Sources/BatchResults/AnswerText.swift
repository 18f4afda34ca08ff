import Batches

/// What a model said, in the body of an answer.
public enum AnswerText {
  /// Members that lead to the text, in the order in which they are tried: OpenAI's chat, completions and
  /// Responses, Anthropic's messages, Gemini's candidates, Cohere's texts.
  private static let path = JSONTextPath(
    [
      "choices", "message", "candidates", "output", "content", "parts", "text", "output_text",
      "reasoning_content",
    ], .first)

  /// The beginning of the text in an answer's body; of a body without one, or larger than
  /// `ResultLimits.answerBytes`, the beginning of its JSON.
  /// - Parameter limit: in bytes.
  public static func beginning(of body: UnsafeBufferPointer<UInt8>, limit: Int) -> String {
    if body.count <= ResultLimits.answerBytes, let value = JSONValue(parsing: Array(body)),
      let text = path.text(in: value)
    {
      return text.prefix(bytes: limit)
    }
    let beginning = body.prefix(limit + 1)
    return String(decoding: beginning, as: UTF8.self).prefix(bytes: limit)
  }

  /// The text in an answer's body; nil where there is none.
  public static func text(in body: JSONValue) -> String? { path.text(in: body) }
}

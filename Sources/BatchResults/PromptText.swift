import Batches

/// What a request asks the model.
public enum PromptText {
  /// Members that lead to the prompt, in the order in which they are tried: the batch line of OpenAI and
  /// its relatives (`body`), Anthropic (`params`) and Gemini (`request`); then the conversation.
  private static let path = JSONTextPath(
    [
      "body", "params", "request", "messages", "contents", "input", "prompt", "content", "parts",
      "text",
      "input_text",
    ], .last)

  /// The beginning of the last text of a request, which is what the user said last in a conversation.
  /// - Parameters:
  ///   - line: of the input file.
  ///   - limit: in bytes.
  /// - Returns: nil for a line without one, or larger than `ResultLimits.answerBytes`.
  public static func beginning(of line: UnsafeBufferPointer<UInt8>, limit: Int) -> String? {
    guard line.count <= ResultLimits.answerBytes, let value = JSONValue(parsing: Array(line)) else {
      return nil
    }
    return path.text(in: value)?.prefix(bytes: limit)
  }
}

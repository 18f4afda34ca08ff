import Batches

/// What a request asks the model.
public enum PromptText {
  /// Members that lead to the prompt, in the order in which they are tried: the batch line of OpenAI and
  /// its relatives (`body`), Anthropic (`params`) and Gemini (`request`); then the conversation.
  private static let path = [
    "body", "params", "request", "messages", "contents", "input", "prompt", "content", "parts",
    "text",
    "input_text",
  ]
  private static let levels = 8

  /// The beginning of the last text of a request, which is what the user said last in a conversation.
  /// - Parameters:
  ///   - line: of the input file.
  ///   - limit: in bytes.
  /// - Returns: nil for a line without one, or larger than `ResultLimits.answerBytes`.
  public static func beginning(of line: UnsafeBufferPointer<UInt8>, limit: Int) -> String? {
    guard line.count <= ResultLimits.answerBytes, let value = JSONValue(parsing: Array(line)) else {
      return nil
    }
    return text(in: value, levels: levels)?.prefix(bytes: limit)
  }

  private static func text(in value: JSONValue, levels: Int) -> String? {
    switch value {
    case .string(let text): return text.isEmpty ? nil : text
    case .array(let elements):
      guard levels > 0 else { return nil }
      return elements.reversed().lazy.prefix(16).compactMap { text(in: $0, levels: levels - 1) }
        .first
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

extension String {
  /// The text up to some bytes, with an ellipsis where it is longer.
  func prefix(bytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    while end > startIndex, String.Index(end, within: unicodeScalars) == nil {
      end = utf8.index(before: end)
    }
    return self[..<end] + "…"
  }
}

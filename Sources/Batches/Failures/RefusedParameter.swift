/// A parameter of a list request that the server rejected.
public enum RefusedParameter: Sendable, Hashable {
  /// The cursor, usually because its batch no longer exists.
  case after
  case limit

  /// SiliconFlow's codes are unambiguous. Elsewhere it takes a 400 or 422 whose message names the
  /// parameter, or a 404 that names it in a separate field.
  init?(status: Int, body: ErrorBody) {
    switch body.code {
    case "20076": self = .after
    case "20075": self = .limit
    default:
      guard [400, 404, 422].contains(status) else { return nil }
      if let named = body.param.flatMap(Self.named) {
        self = named
        return
      }
      guard status != 404, let message = body.message?.lowercased(),
        let named = Self.mentioned(in: message)
      else { return nil }
      self = named
    }
  }

  private static func named(_ name: String) -> RefusedParameter? {
    switch name.lowercased() {
    case "after", "cursor", "starting_after", "after_id": .after
    case "limit", "page_size": .limit
    default: nil
    }
  }

  private static func mentioned(in message: String) -> RefusedParameter? {
    let words = message.split { !$0.isLetter && $0 != "_" }.map(String.init)
    if words.contains("cursor") || words.contains("starting_after") { return .after }
    if words.contains("page_size") { return .limit }
    return [("after", .after), ("limit", .limit)].first { name, _ in
      isMarked(name, in: message) || isNamedParameter(name, among: words)
    }?.1
  }

  /// Whether the name is quoted or otherwise marked as a name.
  private static func isMarked(_ name: String, in message: String) -> Bool {
    [
      "'\(name)'", "\"\(name)\"", "`\(name)`", ".\(name)", "[\(name)]", "\(name)=",
      "\(name)参数", "\(name) 参数", "参数\(name)", "参数 \(name)",
    ].contains { message.contains($0) }
  }

  /// "after" and "limit" are also ordinary words ("retry after", "rate limit"): they are names only
  /// next to a word about parameters.
  private static func isNamedParameter(_ name: String, among words: [String]) -> Bool {
    words.indices.contains { index in
      guard words[index] == name else { return false }
      let before = index > 0 ? words[index - 1] : ""
      let next = index + 1 < words.count ? words[index + 1] : ""
      return before != "rate"
        && (parameterWords.contains(before) || parameterWords.contains(next))
    }
  }

  private static let parameterWords: Set<String> = [
    "parameter", "param", "argument", "query", "field", "value", "invalid", "bad", "unknown",
    "unsupported", "must", "should", "cannot", "is", "not", "id", "for", "too", "exceeds", "out",
    "larger", "greater", "above", "maximum", "max",
  ]
}

/// A parameter of a list request that the server rejected.
public enum RefusedParameter: Sendable, Hashable {
  /// The cursor, usually because its batch no longer exists.
  case after
  case limit

  /// SiliconFlow's codes are unambiguous, and nothing but the page can be too large for a 413.
  /// Elsewhere it takes a 400 or 422 whose message names the parameter, a 404 that names it in a
  /// separate field, or a success status with an error that is not known to be another one.
  init?(status: Int, body: ErrorBody) {
    switch body.code {
    case "20076": self = .after
    case "20075": self = .limit
    case _ where status == 413: self = .limit
    default:
      guard [400, 404, 422].contains(status) || Self.mayBlameRequest(status, body) else {
        // Some fail at a page size that is too large for them, and say so.
        guard status == 500, let message = body.message?.lowercased(),
          Self.saysTooLarge(message), Self.mentioned(in: message) == .limit
        else { return nil }
        self = .limit
        return
      }
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

  private static func mayBlameRequest(_ status: Int, _ body: ErrorBody) -> Bool {
    guard (200..<300).contains(status) else { return false }
    let classification = FailureClassification(status: status, body: body)
    return !classification.isRetried && [.badRequest, .serverError].contains(classification.kind)
  }

  /// The parameter of a name, which may be the last one of a path: `query.limit`, `page[size]`.
  private static func named(_ name: String) -> RefusedParameter? {
    let parts = ErrorNames.folded(name).split { !$0.isLetter }
    let names = [parts.joined(), parts.last.map(String.init) ?? ""]
    if names.contains(where: cursors.contains) { return .after }
    return names.contains { $0 == "limit" || pageSizes.contains($0) } ? .limit : nil
  }

  /// Folded by `ErrorNames`.
  private static let cursors: Set<String> = ["after", "cursor", "startingafter", "afterid"]
  private static let pageSizes: Set<String> = [
    "pagesize", "perpage", "maxresults", "maxpagesize", "pagelimit",
  ]

  private static func saysTooLarge(_ message: String) -> Bool {
    [
      "exceed", "too large", "too big", "too high", "too many", "at most", "maximum", "max ",
      "greater than", "larger than", "less than", "between", "out of range",
    ].contains(where: message.contains)
  }

  private static func mentioned(in message: String) -> RefusedParameter? {
    let words = message.split { !$0.isLetter && $0 != "_" }.map(String.init)
    if words.contains("cursor") || words.contains("starting_after") { return .after }
    if namesPageSize(words) || asksForTooMany(words) { return .limit }
    return [("after", .after), ("limit", .limit)].first { name, _ in
      isMarked(name, in: message) || isListed(name, in: message)
        || isNamedParameter(name, among: words)
    }?.1
  }

  /// Whether the size of a page is named, in one word or two.
  private static func namesPageSize(_ words: [String]) -> Bool {
    words.contains { pageSizes.contains(ErrorNames.folded($0)) }
      || zip(words, words.dropFirst()).contains { pageSizes.contains($0 + $1) }
  }

  /// "Too many items", but not "too many requests" and not "too many batches are enqueued".
  private static func asksForTooMany(_ words: [String]) -> Bool {
    words.indices.dropLast(2).contains { index in
      guard words[index] == "too", words[index + 1] == "many" else { return false }
      return rowWords.contains(words[index + 2])
        || words[index + 2] != "requests" && words.dropFirst(index + 3).first == "requested"
    }
  }

  private static let rowWords: Set<String> = [
    "items", "rows", "records", "results", "entries", "elements", "objects",
  ]

  /// Whether the name is quoted or otherwise marked as a name.
  private static func isMarked(_ name: String, in message: String) -> Bool {
    [
      "'\(name)'", "\"\(name)\"", "`\(name)`", ".\(name)", "[\(name)]", "\(name)=",
      "\(name)参数", "\(name) 参数", "参数\(name)", "参数 \(name)",
    ].contains { message.contains($0) }
      || message.hasPrefix("\(name):") || message.contains("; \(name):")
  }

  /// Whether the message ends with a list of names that has this one in it: "Unrecognized request arguments
  /// supplied: limit, after".
  private static func isListed(_ name: String, in message: String) -> Bool {
    guard let colon = message.lastIndex(of: ":") else { return false }
    let words = message[..<colon].split { !$0.isLetter }
    guard words.contains(where: { refusedWords.contains(String($0)) }) else { return false }
    return message[message.index(after: colon)...].split(separator: ",").contains { part in
      part.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed().elementsEqual(name)
    }
  }

  private static let refusedWords: Set<String> = [
    "argument", "arguments", "parameter", "parameters", "param", "params", "input", "inputs", "key",
    "keys", "field", "fields", "option", "options", "unrecognized", "unrecognised", "unknown",
    "unexpected", "unsupported", "extra",
  ]

  /// Whether a message says that a parameter is not known at all, whatever its value.
  static func isUnknown(in message: String) -> Bool {
    let message = message.lowercased()
    return !message.contains { $0.isASCII && $0.isNumber }
      && [
        "unrecognized", "unrecognised", "unknown", "unexpected", "unsupported", "not supported",
        "not permitted", "not allowed", "extra input",
      ].contains(where: message.contains)
  }

  /// "after" and "limit" are also ordinary words ("retry after", "rate limit"): they are names only
  /// next to a word about parameters.
  private static func isNamedParameter(_ name: String, among words: [String]) -> Bool {
    words.indices.contains { index in
      guard words[index] == name else { return false }
      let before = index > 0 ? words[index - 1] : ""
      let following = words.dropFirst(index + 1)
      return !limited.contains(before)
        && (parameterWords.contains(before) || following.first.map(parameterWords.contains) == true
          // Pydantic: "limit Input should be less than or equal to 20".
          || following.starts(with: ["input", "should"]))
    }
  }

  /// What else has a limit.
  private static let limited: Set<String> = [
    "rate", "token", "tokens", "context", "memory", "time", "usage", "quota", "spending",
  ]

  private static let parameterWords: Set<String> = [
    "parameter", "param", "argument", "query", "field", "value", "keyword", "invalid", "bad",
    "unknown",
    "unsupported", "must", "should", "cannot", "is", "not", "id", "for", "too", "exceeds", "out",
    "larger", "greater", "above", "maximum", "max",
  ]
}

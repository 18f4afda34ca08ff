/// What a server said in the body of an error: its code and its message, in whichever of the
/// known shapes (SiliconFlow, OpenAI, FastAPI, a bare JSON text, an object around one of these).
struct ServerWords: Equatable {
  var code: String?
  var message: String?
  /// The parameter that the server names as the cause.
  var param: String?

  var isEmpty: Bool { code == nil && message == nil }

  /// Names under which a message is found, the most telling first. Their values may be texts,
  /// lists, or objects that hold a message in turn.
  private static let messageNames = [
    "message", "msg", "error_message", "errorMessage", "error_msg", "error_description",
    "error", "errors", "detail", "details", "reason", "title", "description", "data",
  ]
  private static let codeNames = ["code", "error_code", "errorCode", "err_code"]
  /// What stands in for a code where neither an object nor what is inside of it has one.
  private static let kindNames = ["type", "status"]
  /// Messages of a list that are quoted; the rest repeats them as a rule.
  private static let quotedMessages = 5

  /// - Parameter depth: how many levels deeper messages are looked for.
  init(_ value: JSONValue, depth: Int = 6) {
    switch value {
    case .null, .bool:
      break
    case .number(let text):
      code = text
    case .string(let text):
      let text = ReadableText.clean(text)
      message = text.isEmpty ? nil : text
    case .array(let elements):
      let all = elements.prefix(Self.quotedMessages).map { ServerWords($0, depth: depth - 1) }
      code = all.lazy.compactMap(\.code).first
      param = all.lazy.compactMap(\.param).first
      let messages = all.compactMap(\.message)
      message = messages.isEmpty ? nil : messages.joined(separator: "; ")
    case .object(let members):
      if depth > 0 { read(members, depth: depth) }
    }
  }

  private mutating func read(_ members: [JSONMember], depth: Int) {
    for name in Self.codeNames where code == nil { code = Self.scalar(name, in: members) }
    for name in Self.messageNames {
      guard let value = members.first(where: { $0.name == name })?.value else { continue }
      let words = ServerWords(value, depth: depth - 1)
      code = code ?? words.code
      param = param ?? words.param
      message = message ?? words.message
    }
    for name in Self.kindNames where code == nil { code = Self.scalar(name, in: members) }
    param = param ?? Self.scalar("param", in: members) ?? Self.scalar("parameter", in: members)
    readLocation(members)
  }

  /// FastAPI says where the error is: `{"loc": ["query", "limit"], "msg": "…"}`.
  private mutating func readLocation(_ members: [JSONMember]) {
    guard case .array(let parts)? = members.first(where: { $0.name == "loc" })?.value
    else { return }
    let names = parts.compactMap { part in
      switch part {
      case .string(let text), .number(let text): text
      case .null, .bool, .array, .object: nil
      }
    }
    guard let last = names.last else { return }
    param = last
    if let said = message { message = names.joined(separator: ".") + ": " + said }
  }

  private static func scalar(_ name: String, in members: [JSONMember]) -> String? {
    switch members.first(where: { $0.name == name })?.value {
    case .string(let text)?, .number(let text)?: text.isEmpty ? nil : ReadableText.clean(text)
    default: nil
    }
  }
}

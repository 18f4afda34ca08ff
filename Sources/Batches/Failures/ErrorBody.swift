/// The code and message in the body of an error, in any of the known shapes: SiliconFlow's, OpenAI's,
/// FastAPI's, a bare JSON string, or an object around one of these.
struct ErrorBody: Equatable {
  var code: String?
  var message: String?
  /// The parameter that the server blames.
  var param: String?
  /// Every word that may say what kind of error it is, at any level: codes, types, reasons.
  var kinds: [String] = []
  /// Whether it is HTML or XML, whose text is the message.
  var isPage = false
  /// The id of the request, for the server's support.
  var traceID: String?

  var isEmpty: Bool { code == nil && message == nil }

  /// Names of members that hold a message, the most specific first, folded by `ErrorNames`. Their
  /// values may be strings, lists, or objects with a message inside.
  private static let messageNames =
    ErrorNames.messages + [
      "error", "errors", "detail", "details", "reason", "title", "description", "data",
      "fieldviolations", "violations", "invalidparams",
    ]
  /// Members that hold the parameter that the server blames.
  private static let paramNames: Set<String> = ["param", "parameter", "field", "property"]
  /// Members that substitute for a code where there is none at any level.
  private static let kindNames = ["type", "status"]
  /// Messages of a list that are quoted; further ones are mostly repetitions.
  private static let quotedMessages = 5

  /// - Parameter depth: levels of nesting that are searched.
  init(_ value: JSONValue, depth: Int = 6) {
    switch value {
    case .null, .bool:
      break
    case .number(let text):
      code = text
      kinds = [text]
    case .string(let text):
      let text = ReadableText.clean(text)
      message = text.isEmpty ? nil : text
    case .array(let elements):
      let all = elements.prefix(Self.quotedMessages).map { ErrorBody($0, depth: depth - 1) }
      code = all.lazy.compactMap(\.code).first
      param = all.lazy.compactMap(\.param).first
      kinds = all.flatMap(\.kinds)
      traceID = all.lazy.compactMap(\.traceID).first
      let messages = all.compactMap(\.message)
      message = messages.isEmpty ? nil : messages.joined(separator: "; ")
    case .object(let members):
      if depth > 0 { read(members, depth: depth) }
    }
  }

  private mutating func read(_ members: [JSONMember], depth: Int) {
    let members = members.map { JSONMember(ErrorNames.folded($0.name), $0.value) }
    code = Self.scalar(in: members) { ErrorNames.codes.contains($0) }
    kinds = members.compactMap { member in
      ErrorNames.kinds.contains(member.name) ? Self.scalar(in: [member]) { _ in true } : nil
    }
    traceID = Self.scalar(in: members) { ErrorNames.traceIDs.contains($0) }
    for name in Self.messageNames {
      guard let value = members.first(where: { $0.name == name })?.value else { continue }
      fillGaps(from: ErrorBody(value, depth: depth - 1))
    }
    for member in members where ErrorNames.outcomes.contains(member.name) {
      if case .object = member.value { fillGaps(from: ErrorBody(member.value, depth: depth - 1)) }
    }
    for member in members where traceID == nil && ErrorNames.contexts.contains(member.name) {
      traceID = ErrorBody(member.value, depth: depth - 1).traceID
    }
    for name in Self.kindNames where code == nil { code = Self.scalar(in: members) { $0 == name } }
    param = param ?? Self.scalar(in: members) { Self.paramNames.contains($0) }
    readLocation(members)
  }

  private mutating func fillGaps(from other: ErrorBody) {
    code = code ?? other.code
    param = param ?? other.param
    message = message ?? other.message
    traceID = traceID ?? other.traceID
    kinds += other.kinds
  }

  /// FastAPI locates the error: `{"loc": ["query", "limit"], "msg": "…"}`.
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

  private static func scalar(
    in members: [JSONMember], named isSought: (String) -> Bool
  ) -> String? {
    for member in members where isSought(member.name) {
      switch member.value {
      case .string(let text), .number(let text):
        if !text.isEmpty { return ReadableText.clean(text) }
      case .null, .bool, .array, .object: break
      }
    }
    return nil
  }
}

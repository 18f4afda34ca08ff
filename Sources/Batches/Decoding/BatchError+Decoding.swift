extension BatchError {
  /// The entries of `errors`, whatever its shape: null, a string, strings, objects with code and
  /// message, or a list object around them.
  static func all(in value: JSONValue) -> [BatchError] {
    switch value {
    case .null, .bool(false):
      return []
    case .string(let text):
      return text.isEmpty ? [] : [BatchError(message: text)]
    case .number, .bool(true):
      return [BatchError(message: value.compactText)]
    case .array(let elements):
      return elements.flatMap(all)
    case .object(let members):
      return all(in: members)
    }
  }

  private static func all(in members: [JSONMember]) -> [BatchError] {
    if isDescription(of: members) { return [] }
    // OpenAI's list object, and whatever is beside the list.
    if let list = members.first(where: { $0.name == "data" || $0.name == "errors" }),
      case .array(let elements) = list.value
    {
      let remaining = members.filter { $0 != list && $0 != JSONMember("object", .string("list")) }
      return elements.flatMap(all) + (isDescription(of: remaining) ? [] : [one(remaining)])
    }
    return [one(members)]
  }

  /// Whether these members are no error themselves, but at most describe a list.
  private static func isDescription(of members: [JSONMember]) -> Bool {
    members.allSatisfy { member in
      ["object", "has_more", "first_id", "last_id"].contains(member.name) || member.value == .null
    }
  }

  private static func one(_ members: [JSONMember]) -> BatchError {
    var error = BatchError(message: "")
    for member in members {
      switch (member.name, member.value) {
      case (_, .null): break
      case ("message", .string(let text)): error.message = text
      case ("code", .string(let text)), ("code", .number(let text)): error.code = text
      case ("param", .string(let text)): error.param = text
      case ("line", .number(let text)), ("line", .string(let text)):
        if let line = LooseNumber.integer(Array(text.utf8)[...]) {
          error.line = line
        } else {
          error.extras.append(member)
        }
      default: error.extras.append(member)
      }
    }
    if error.message.isEmpty { promoteMessage(of: &error) }
    return error
  }

  /// Gives an error without a `message` the best text among its other members.
  private static func promoteMessage(of error: inout BatchError) {
    for name in ["msg", "error", "detail", "reason", "description", "type"] {
      guard let index = error.extras.firstIndex(where: { $0.name == name }) else { continue }
      let nested = all(in: error.extras[index].value)
      guard let first = nested.first, nested.count == 1 else { continue }
      error.extras.remove(at: index)
      error.message = first.message
      error.code = error.code ?? first.code
      error.line = error.line ?? first.line
      error.param = error.param ?? first.param
      error.extras += first.extras
      return
    }
    if error.code == nil || !error.extras.isEmpty {
      error.message = JSONValue.object(error.extras).compactText
      error.extras = []
    }
  }
}

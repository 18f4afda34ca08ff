extension ServiceFailure {
  /// Whether the server says that there is no such batch, naming the id itself and not the requested
  /// path.
  public func saysUnknown(_ id: String) -> Bool {
    guard let serverMessage, names(id), !serverMessage.contains("/batches") else { return false }
    return kind == .notFound || (kind == .badRequest && reportsNothingFound)
  }

  /// Whether the server's message says that something does not exist.
  public var reportsNothingFound: Bool { Self.saysNothingFound(serverMessage) }

  fileprivate static func saysNothingFound(_ message: String?) -> Bool {
    guard let message = message?.lowercased() else { return false }
    return [
      "not found", "no such", "not exist", "unknown batch", "no batch", "不存在", "未找到", "找不到",
    ].contains { message.contains($0) }
  }

  /// Whether it is a 400, 422 or 500 that says no more than its status.
  var saysNothingOfItsCause: Bool {
    guard refusedParameter == nil, let status, [400, 422, 500].contains(status) else {
      return false
    }
    let words = (serverMessage ?? "").lowercased().filter { $0.isLetter }
    return Self.emptyWords.contains(words)
  }

  /// Letters only, in lower case.
  private static let emptyWords: Set<String> = [
    "", "badrequest", "httpbadrequest", "invalidrequest", "therequestisinvalid", "error",
    "unprocessableentity", "unprocessablecontent", "validationerror", "validationfailed",
    "internalservererror", "httpinternalservererror", "servererror", "internalerror", "null",
    "invalidparameter", "invalidparameters", "invalidargument", "invalidarguments",
    "invalidqueryparameters", "参数错误", "请求参数错误", "无效请求",
  ]

  /// Whether the server's message contains an id as a separate word.
  private func names(_ id: String) -> Bool {
    guard let serverMessage, !id.isEmpty else { return false }
    func isWord(_ character: Character?) -> Bool {
      character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
    }
    return serverMessage.ranges(of: id).contains { range in
      !isWord(serverMessage[..<range.lowerBound].last)
        && !isWord(serverMessage[range.upperBound...].first)
    }
  }
}

extension ErrorBody {
  /// Whether the message says that something does not exist.
  var reportsNothingFound: Bool { ServiceFailure.saysNothingFound(message) }
}

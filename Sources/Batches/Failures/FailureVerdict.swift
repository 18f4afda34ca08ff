/// What kind of failure a response is, and whether it is tried again.
struct FailureVerdict: Equatable {
  var kind: ServiceFailure.Kind
  var isRetried: Bool

  /// - Parameter status: of the response. Under 2xx the server's own code decides.
  init(status: Int, words: ServerWords) {
    switch status {
    case 200..<300: self = Self.told(by: words)
    default: self = Self.byStatus(status, words: words)
    }
  }

  private init(_ kind: ServiceFailure.Kind, isRetried: Bool = false) {
    self.kind = kind
    self.isRetried = isRetried
  }

  /// Retried are 408, 409, 429 and from 500 on, as in the official SDKs.
  private static func byStatus(_ status: Int, words: ServerWords) -> FailureVerdict {
    switch status {
    case 300..<400: FailureVerdict(.redirectRefused)
    case 401: FailureVerdict(.keyRefused)
    case 402: FailureVerdict(.balance)
    case 403: FailureVerdict(isAboutMoney(words) ? .balance : .forbidden)
    case 404, 410: FailureVerdict(.notFound)
    case 408: FailureVerdict(.gatewayTimeout, isRetried: true)
    case 409: FailureVerdict(.badRequest, isRetried: true)
    case 429:
      FailureVerdict(
        moneyCodes.contains(words.code ?? "") ? .balance : .rateLimited, isRetried: true)
    case 503, 529: FailureVerdict(.overloaded, isRetried: true)
    case 504, 522, 524: FailureVerdict(.gatewayTimeout, isRetried: true)
    case 500... where overloadCodes.contains(words.code ?? ""):
      FailureVerdict(.overloaded, isRetried: true)
    case 500...: FailureVerdict(.serverError, isRetried: true)
    case _ where moneyCodes.contains(words.code ?? ""): FailureVerdict(.balance)
    case _ where codes[words.code?.lowercased() ?? ""] == .keyRefused: FailureVerdict(.keyRefused)
    default: FailureVerdict(.badRequest)
    }
  }

  /// An error under status 200: its code is SiliconFlow's, an HTTP status, or a word of OpenAI's.
  private static func told(by words: ServerWords) -> FailureVerdict {
    let code = words.code?.lowercased() ?? ""
    if let known = codes[code] { return FailureVerdict(known, isRetried: known.passesByItself) }
    if isAboutMoney(words) { return FailureVerdict(.balance) }
    if isAboutKey(words) { return FailureVerdict(.keyRefused) }
    if let status = Int(code), (400..<600).contains(status) {
      return byStatus(status, words: words)
    }
    return FailureVerdict(.serverError)
  }

  private static let overloadCodes: Set<String> = ["50505", "overloaded_error"]

  private static let codes: [String: ServiceFailure.Kind] = [
    "20012": .badRequest, "20015": .badRequest, "20075": .badRequest, "20076": .badRequest,
    "30001": .balance,
    "50505": .overloaded, "overloaded_error": .overloaded, "service_unavailable": .overloaded,
    "60000": .serverError, "server_error": .serverError, "internal_error": .serverError,
    "invalid_api_key": .keyRefused, "invalidapikey": .keyRefused,
    "authentication_error": .keyRefused, "unauthorized": .keyRefused,
    "permission_error": .forbidden, "permission_denied": .forbidden, "forbidden": .forbidden,
    "rate_limit_exceeded": .rateLimited, "rate_limit_error": .rateLimited,
    "not_found": .notFound, "not_found_error": .notFound,
    "invalid_request_error": .badRequest,
  ]

  private static func isAboutMoney(_ words: ServerWords) -> Bool {
    if moneyCodes.contains(words.code ?? "") { return true }
    let message = (words.message ?? "").lowercased()
    return moneyWords.contains { message.contains($0) }
  }

  private static func isAboutKey(_ words: ServerWords) -> Bool {
    let message = (words.message ?? "").lowercased()
    return [
      "invalid token", "api key", "apikey", "api secret key", "access token", "authenticat",
      "unauthorized", "invalid credential", "鉴权", "身份验证",
    ].contains { message.contains($0) }
  }

  private static let moneyCodes: Set<String> = ["30001", "insufficient_quota", "Arrearage"]

  /// Not "insufficient" alone: OpenAI has "insufficient permissions".
  private static let moneyWords = [
    "balance", "insufficient funds", "insufficient quota", "billing", "payment", "arrear",
    "credits", "余额", "欠费",
  ]
}

extension ServiceFailure.Kind {
  /// Whether the cause goes away without anybody's doing.
  var passesByItself: Bool {
    switch self {
    case .rateLimited, .overloaded, .gatewayTimeout, .serverError, .connection, .timeout,
      .truncated:
      true
    case .keyRefused, .forbidden, .balance, .notFound, .badRequest, .tls, .notTheAPI, .tooLarge,
      .redirectRefused, .cancelled:
      false
    }
  }
}

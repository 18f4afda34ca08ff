/// What kind of failure a response reports, and whether the request is retried.
struct FailureClassification: Equatable {
  var kind: ServiceFailure.Kind
  var isRetried: Bool

  /// - Parameter status: the HTTP status. For 2xx the server's own code decides.
  init(status: Int, body: ErrorBody) {
    switch status {
    case 200..<300: self = Self.byCode(of: body)
    // A rate limit may name the key that it applies to.
    case 400...
    where ![402, 407, 408, 429].contains(status) && KeyRefusal.isReported(in: body)
      && !Self.isAboutMoney(body):
      self = FailureClassification(.keyRefused)
    default: self = Self.byStatus(status, body: body)
    }
  }

  /// The same, where a file that does not exist is a case of its own. Some servers report it with 400.
  init(status: Int, body: ErrorBody, subject: ServiceFailure.Subject) {
    self.init(status: status, body: body)
    if UnsupportedList.isReported(in: body, status: status, about: subject) && kind != .keyRefused
      || status == 401 && MissingHeader.isReported(in: body)
    {
      self = FailureClassification(.badRequest)
      return
    }
    guard subject == .file || subject == .content else { return }
    if kind == .notFound || kind == .badRequest && body.reportsNothingFound { kind = .fileGone }
  }

  init(blockedWith status: Int) {
    // A rate limit goes away with time.
    self.init(status == 429 ? .rateLimited : .blocked, isRetried: status == 429)
  }

  private init(_ kind: ServiceFailure.Kind, isRetried: Bool = false) {
    self.kind = kind
    self.isRetried = isRetried
  }

  /// 408, 409, 429 and 5xx are retried, as in the official SDKs.
  private static func byStatus(_ status: Int, body: ErrorBody) -> FailureClassification {
    switch status {
    case 300..<400: FailureClassification(.redirectRefused)
    case 401: FailureClassification(.keyRefused)
    case 402: FailureClassification(.balance)
    case 403: FailureClassification(isAboutMoney(body) ? .balance : .forbidden)
    case 404, 410: FailureClassification(.notFound)
    case 408: FailureClassification(.gatewayTimeout, isRetried: true)
    case 409: FailureClassification(.badRequest, isRetried: true)
    // No wait fills an account.
    case 429 where hasSpentAll(body): FailureClassification(.balance)
    case 429: FailureClassification(.rateLimited, isRetried: true)
    case 503, 529: FailureClassification(.overloaded, isRetried: true)
    case 504, 522, 524: FailureClassification(.gatewayTimeout, isRetried: true)
    case 500... where overloadCodes.contains(body.code ?? ""):
      FailureClassification(.overloaded, isRetried: true)
    case 500...: FailureClassification(.serverError, isRetried: true)
    case _ where moneyCodes.contains(body.code ?? "") || saysCreditIsUsedUp(body):
      FailureClassification(.balance)
    default: FailureClassification(.badRequest)
    }
  }

  /// An error with status 200, whose code is SiliconFlow's, an HTTP status, or one of OpenAI's.
  private static func byCode(of body: ErrorBody) -> FailureClassification {
    let code = body.code?.lowercased() ?? ""
    if let known = codes[code] {
      return FailureClassification(known, isRetried: known.isTransient)
    }
    if isAboutMoney(body) { return FailureClassification(.balance) }
    if isAboutKey(body) || KeyRefusal.isReported(in: body) {
      return FailureClassification(.keyRefused)
    }
    if let status = Int(code), (400..<600).contains(status) {
      return byStatus(status, body: body)
    }
    return FailureClassification(.serverError)
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

  private static func isAboutMoney(_ body: ErrorBody) -> Bool {
    if moneyCodes.contains(body.code ?? "") { return true }
    let message = (body.message ?? "").lowercased()
    return moneyWords.contains { message.contains($0) }
  }

  /// In a status that is about anything: the words of `isAboutMoney(_:)` alone would take a load balancer
  /// for an account.
  private static func saysCreditIsUsedUp(_ body: ErrorBody) -> Bool {
    let message = (body.message ?? "").lowercased()
    return usedUp.contains { message.contains($0) }
  }

  /// Whether a 429 is about money and not about the rate. Some call a limit of the rate a quota, too,
  /// but say when it is over.
  private static func hasSpentAll(_ body: ErrorBody) -> Bool {
    if body.kinds.contains(where: { moneyCodes.contains($0) }) || saysCreditIsUsedUp(body) {
      return true
    }
    let isAboutRate = body.kinds.contains { $0.lowercased().contains("rate_limit") }
    let message = (body.message ?? "").lowercased()
    return !isAboutRate && spent.contains { message.contains($0) }
      && !momentary.contains { message.contains($0) }
  }

  private static func isAboutKey(_ body: ErrorBody) -> Bool {
    let message = (body.message ?? "").lowercased()
    return [
      "invalid token", "api key", "apikey", "api secret key", "access token", "authenticat",
      "unauthorized", "invalid credential", "鉴权", "身份验证",
    ].contains { message.contains($0) }
  }

  private static let moneyCodes: Set<String> = [
    "30001", "insufficient_quota", "Arrearage", "insufficient_balance", "insufficient_credits",
    "insufficient_funds", "exceeded_current_quota_error", "billing_hard_limit_reached",
    "billing_not_active", "credit_limit_exceeded", "payment_required", "budget_exceeded",
  ]
  private static let spent = [
    "exceeded your current quota", "plan and billing", "spending limit", "spend limit",
    "budget has been exceeded", "exceeded budget", "billing hard limit",
    "used all available credits", "no credits",
  ]
  private static let momentary = [
    "retry in", "try again in", "retry after", "per minute", "per second", "per day", "per_minute",
    "per_day", "rpm", "tpm",
  ]

  private static let usedUp = [
    "credit balance", "insufficient balance", "insufficient account balance",
    "balance is insufficient", "balance is too low", "balance is not enough", "balance not enough",
    "insufficient funds", "insufficient quota", "insufficient credit", "not enough credit",
    "out of credit", "overdue payment", "in arrears", "余额不足", "欠费",
  ]

  /// Not "insufficient" alone: OpenAI reports "insufficient permissions".
  private static let moneyWords = [
    "balance", "insufficient funds", "insufficient quota", "billing", "payment", "arrear",
    "credits", "余额", "欠费",
  ]
}

extension ServiceFailure.Kind {
  /// Whether the cause may go away without user action.
  var isTransient: Bool {
    switch self {
    case .rateLimited, .overloaded, .gatewayTimeout, .serverError, .connection, .timeout,
      .truncated:
      true
    case .keyRefused, .forbidden, .blocked, .balance, .notFound, .fileGone, .fileElsewhere,
      .badRequest, .tls, .notTheAPI, .tooLarge, .redirectRefused, .cancelled:
      false
    }
  }
}

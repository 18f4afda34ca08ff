/// Whether an error says that the key is wrong. Servers report that in many statuses: Gemini and xAI as
/// 400, others as 403, 404 or 500, and LiteLLM as a missing database.
enum KeyRefusal {
  static func isReported(in body: ErrorBody) -> Bool {
    body.kinds.contains { kinds.contains(ErrorNames.folded($0)) }
      || body.message.map(isReported) ?? false
  }

  private static func isReported(in message: String) -> Bool {
    let message = message.lowercased()
    if sentences.contains(where: message.contains) { return true }
    // Not "invalid token count".
    if message.hasSuffix("invalid token") || message.hasSuffix("invalid token.") { return true }
    return (keys.contains(where: message.contains) || namesChineseToken(message))
      && refusals.contains(where: message.contains)
  }

  /// "令牌" is a key, but "令牌数" is the number of tokens that models count.
  private static func namesChineseToken(_ message: String) -> Bool {
    message.contains("令牌") && !message.contains("令牌数")
  }

  /// Codes and types, folded as `ErrorNames.folded(_:)` does.
  private static let kinds: Set<String> = [
    "apikeyinvalid", "invalidapikey", "invalidkey", "incorrectapikey", "badapikey", "apikeyexpired",
    "apikeynotfound", "apikeymissing", "missingapikey", "noapikey", "apikeydisabled", "keyexpired",
    "expiredkey", "authenticationerror", "authenticationfailed", "authenticationrequired",
    "invalidauthentication", "unauthenticated", "unauthorized", "invalidtoken", "tokeninvalid",
    "tokenexpired", "expiredtoken", "invalidcredentials", "autherror", "authfailed",
    "invalidauthorization", "invalidauthheader", "incorrectapikeyprovided",
    // LiteLLM compares the key with its master key, and looks any other up in a database.
    "nodbconnection",
  ]

  /// "Token" alone is also what models count.
  private static let keys = [
    "api key", "apikey", "api-key", "api_key", "secret key", "access key", "access token",
    "auth token", "bearer token", "virtual key", "proxy key", "credential", "this key",
    "provided key", "your key", "密钥", "jwt", "authentication token", "authorization token",
    "authorization header", "authentication参数", "authorization参数",
  ]
  private static let refusals = [
    "invalid", "not valid", "incorrect", "wrong", "expired", "revoked", "not found", "missing",
    "unknown", "disabled", "deleted", "no longer", "rejected", "bad ", "malformed",
    "not recognised",
    "not recognized", "unrecognized", "not exist", "doesn't exist", "not provided",
    "didn't provide",
    "required", "be verified", "no api", "not pass", "verification failed",
    "无效", "错误", "不存在", "过期", "不正确", "非法", "失效", "未提供", "未收到", "缺少", "不可用", "验证失败",
  ]
  private static let sentences = [
    "unauthenticated", "authentication failed", "authentication error", "authentication fails",
    "not authenticated", "failed to authenticate", "invalid authentication",
    "invalid bearer", "invalid auth", "token is invalid", "token expired", "token has expired",
    "no auth credentials", "login fail", "unregistered callers",
    // FastAPI's place of a header that is missing or not understood.
    "header.authorization:", "header.x-api-key:", "header.api-key:", "header.x-token:",
    "鉴权失败", "身份验证失败", "认证失败",
  ]
}

import Batches

extension Fault {
  /// The error response that replaces the real one, worded like the provider's; nil for faults of
  /// another kind.
  func refusal(of call: Call) -> Answer? {
    switch self {
    case .unauthorized: return .invalidKey
    case .forbidden: return Answer(.string("Forbidden"), status: 403)
    case .outOfBalance:
      return .refusal(403, code: 30_001, "Sorry, your account balance is insufficient")
    case .notFound: return .noSuchPage
    case .rateLimited: return Self.tooManyRequests
    case .rateLimitedWithWait: return Self.tooManyRequests.with("Retry-After", "2")
    case .rateLimitedForADay: return Self.tooManyRequests.with("Retry-After", "86400")
    case .overloaded:
      return .refusal(503, code: 50_505, Self.overload)
    case .gatewayTimeout:
      return Answer(html: "504 Gateway Time-out", status: 504)
    case .refusedCursor: return call.query["after"] == nil ? nil : .goneCursor
    case .refusedLimit: return call.query["limit"] == nil ? nil : .badLimit
    case .redirected:
      // The same machine, but another origin.
      return Answer(text: "", status: 307)
        .with("Location", "http://localhost:9\(call.path)")
    case .html: return Answer(html: "Sign in to continue", status: 200)
    case .emptyBody: return Answer(text: "", status: 200, contentType: Answer.json)
    case .errorUnder200: return .refusal(200, code: 50_505, Self.overload)
    default: return nil
    }
  }

  private static let overload = "Model service overloaded. Please try again later."
  private static let tooManyRequests = Answer(
    .object([
      JSONMember(
        "message",
        .string("Request was rejected due to rate limiting. If you want more, please contact us")),
      JSONMember("data", .null),
    ]), status: 429)
}

extension Answer {
  init(html title: String, status: Int) {
    self.init(
      text: """
        <!DOCTYPE html>
        <html><head><title>\(title)</title></head>
        <body><center><h1>\(title)</h1></center><hr><center>nginx</center></body></html>

        """, status: status, contentType: "text/html; charset=utf-8")
  }

  func with(_ header: String, _ value: String) -> Answer {
    var answer = self
    answer.headers[header] = value
    return answer
  }
}

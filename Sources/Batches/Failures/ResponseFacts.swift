/// The response headers that matter for a failure, as received.
public struct ResponseFacts: Sendable, Hashable {
  /// `retry-after-ms`: milliseconds.
  public var retryAfterMilliseconds: String?
  /// `Retry-After`: seconds, or an HTTP date.
  public var retryAfter: String?
  /// `Date`: the server's clock, to which a date in `Retry-After` refers.
  public var date: String?
  /// The id of the request, for the server's support: `x-siliconcloud-trace-id`, `x-request-id` and
  /// the like.
  public var traceID: String?
  public var contentType: String?
  public var server: String?
  /// `Link`: addresses of other pages (RFC 8288).
  public var link: String?

  public init(
    retryAfterMilliseconds: String? = nil, retryAfter: String? = nil, date: String? = nil,
    traceID: String? = nil, contentType: String? = nil, server: String? = nil, link: String? = nil
  ) {
    self.link = link
    self.retryAfterMilliseconds = retryAfterMilliseconds
    self.retryAfter = retryAfter
    self.date = date
    self.traceID = traceID
    self.contentType = contentType
    self.server = server
  }

  /// The longest wait that is reported, in seconds: a year. A longer one is surely a mistake, and
  /// might overflow the countdown.
  private static let longestReportedWait = 366.0 * 86_400

  /// The wait in seconds that the server asks for; nil where it asks for none, or it is over.
  /// - Parameter now: the local clock, in seconds since 1970, for servers that send no `Date`.
  public func wait(now: Int) -> Double? {
    let milliseconds = Self.plainNumber(retryAfterMilliseconds).map { $0 / 1000 }
    guard let wait = milliseconds ?? Self.plainNumber(retryAfter) ?? waitUntilDate(now: now),
      wait > 0
    else { return nil }
    return min(wait, Self.longestReportedWait)
  }

  private func waitUntilDate(now: Int) -> Double? {
    guard let moment = retryAfter.flatMap(HTTPDate.seconds) else { return nil }
    return Double(moment - (date.flatMap(HTTPDate.seconds) ?? now))
  }

  private static func plainNumber(_ text: String?) -> Double? {
    text.flatMap { LooseNumber.number(Array($0.utf8)[...]) }
  }
}

/// The headers of a response that a failure is judged by, as text, as they came.
public struct ResponseFacts: Sendable, Hashable {
  /// `retry-after-ms`: milliseconds.
  public var retryAfterMilliseconds: String?
  /// `Retry-After`: seconds, or an HTTP date.
  public var retryAfter: String?
  /// `Date`: the server's clock, which its `Retry-After` date goes by.
  public var date: String?
  /// `x-siliconcloud-trace-id` or `x-request-id`.
  public var traceID: String?
  public var contentType: String?
  public var server: String?

  public init(
    retryAfterMilliseconds: String? = nil, retryAfter: String? = nil, date: String? = nil,
    traceID: String? = nil, contentType: String? = nil, server: String? = nil
  ) {
    self.retryAfterMilliseconds = retryAfterMilliseconds
    self.retryAfter = retryAfter
    self.date = date
    self.traceID = traceID
    self.contentType = contentType
    self.server = server
  }

  /// The longest wait that is reported, in seconds: a year. A server that names a longer one
  /// does not mean it, and its number might not fit where it is counted down.
  private static let longestReportedWait = 366.0 * 86_400

  /// The wait in seconds that the server asks for; nil where it names none, or one that is over.
  /// - Parameter now: our clock, in seconds since 1970, for servers that send no `Date`.
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

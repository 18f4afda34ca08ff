/// Why a request failed: what happened, what the server said, what to do, and whether to retry.
///
/// The texts are for the user. They never contain the key, but like all server text they must be made
/// harmless before they reach a terminal.
public struct ServiceFailure: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// 401: the key was rejected.
    case keyRefused
    /// 403: the key is valid but lacks permission.
    case forbidden
    /// Something in front of the API refused the request, such as a firewall.
    case blocked
    /// 402, or 403 with a code or message about money.
    case balance
    case notFound
    /// The server has no such file, or not any more.
    case fileGone
    /// The file is on another server, which the caller did not allow to ask.
    case fileElsewhere
    /// Any other 4xx.
    case badRequest
    case rateLimited
    /// 503 and the like.
    case overloaded
    /// 504, 408: a gateway gave up waiting.
    case gatewayTimeout
    /// Any other 5xx, and an error reported with status 200.
    case serverError
    /// There was no connection, or it broke.
    case connection
    /// One of our own time limits was exceeded.
    case timeout
    /// The certificate was not accepted, or TLS failed.
    case tls
    /// The response is not from this API: HTML, nothing, JSON of another shape.
    case notTheAPI
    /// The JSON is cut off.
    case truncated
    /// The response exceeds our limits of size or number.
    case tooLarge
    case redirectRefused
    case cancelled
  }

  /// Whether and when to retry.
  public enum Retry: Sendable, Hashable {
    case never
    case backoff
    /// After a number of seconds that the server asked for.
    case after(Double)
  }

  public var kind: Kind
  /// What happened, in one sentence without a full stop.
  public var summary: String
  /// What the user can do, in one sentence without a full stop; nil where there is nothing.
  public var advice: String?
  /// The HTTP status, if there was a response.
  public var status: Int?
  /// The server's own error code.
  public var serverCode: String?
  /// The server's own message, shortened.
  public var serverMessage: String?
  public var retry: Retry
  /// What the server's support asks for (`x-siliconcloud-trace-id`, `x-request-id`).
  public var traceID: String?
  /// Where a file is that is on another server (`Kind.fileElsewhere`): `https://files.example`.
  public var server: String?
  /// The parameter of the request that the server rejected, where that is known.
  public var refusedParameter: RefusedParameter?

  public init(
    _ kind: Kind, _ summary: String, advice: String? = nil, status: Int? = nil,
    serverCode: String? = nil, serverMessage: String? = nil, retry: Retry = .never,
    traceID: String? = nil, refusedParameter: RefusedParameter? = nil
  ) {
    self.kind = kind
    self.summary = summary
    self.advice = advice
    self.status = status
    self.serverCode = serverCode
    self.serverMessage = serverMessage
    self.retry = retry
    self.traceID = traceID
    self.refusedParameter = refusedParameter
  }

  /// The summary without its explanation, for where there is little room.
  public var brief: String {
    let end = [": ", " ("].compactMap { summary.firstRange(of: $0)?.lowerBound }.min()
    return String(summary[..<(end ?? summary.endIndex)])
  }
}

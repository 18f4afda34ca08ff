/// Why a request brought no answer: what happened, what the server said, what to do, and whether
/// trying again makes sense.
///
/// All texts are ready to be read; they never hold the key, and still have to be made safe for a
/// screen like everything that a server sends.
public struct ServiceFailure: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// 401: the key was refused.
    case keyRefused
    /// 403: the key is fine but may not do this.
    case forbidden
    /// 402, or 403 with a code or message about money.
    case balance
    case notFound
    /// Any other 4xx: the server did not like the request.
    case badRequest
    case rateLimited
    /// 503 and the like: the server is there but busy.
    case overloaded
    /// 504, 408: someone in between gave up waiting.
    case gatewayTimeout
    /// Any other 5xx, and an error told under status 200.
    case serverError
    /// No connection, or it broke.
    case connection
    /// One of our own limits of time ran out.
    case timeout
    /// The certificate did not verify, or TLS failed.
    case tls
    /// An answer that is not the API: HTML, nothing, JSON of another shape.
    case notTheAPI
    /// JSON that stops in the middle.
    case truncated
    /// More than our limits of size or number allow.
    case tooLarge
    case redirectRefused
    case cancelled
  }

  /// Whether, and when, another try makes sense.
  public enum Retry: Sendable, Hashable {
    case never
    /// By the usual backoff.
    case backoff
    /// The server named a wait, in seconds from now.
    case after(Double)
  }

  public var kind: Kind
  /// What happened, in one sentence without a full stop.
  public var summary: String
  /// What the reader can do, in one sentence without a full stop; nil where there is nothing.
  public var advice: String?
  /// The HTTP status, where an answer came.
  public var status: Int?
  /// The server's own code, as text.
  public var serverCode: String?
  /// The server's own words, shortened.
  public var serverMessage: String?
  public var retry: Retry
  /// What the server's support asks for (`x-siliconcloud-trace-id`, `x-request-id`).
  public var traceID: String?
  /// The parameter of the request that the server did not accept, where it can be told.
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

  /// What happened in a few words, for where the summary has no room: as far as its explanation.
  public var brief: String {
    let end = [": ", " ("].compactMap { summary.firstRange(of: $0)?.lowerBound }.min()
    return String(summary[..<(end ?? summary.endIndex)])
  }
}

/// What a request line names, percent-encoded.
struct RequestTarget: Sendable, Hashable {
  var path: String
  /// From the base URL or a redirect: not for the log, since it may hold a secret.
  var query: String?
  /// Our own part of the query.
  var parameters: String?

  func url(at origin: Origin) -> String {
    let whole = [query, parameters].compactMap { $0 }.joined(separator: "&")
    return "\(origin)\(path)\(whole.isEmpty ? "" : "?\(whole)")"
  }

  /// For the log.
  var shown: String { "\(path)\(parameters.map { "?\($0)" } ?? "")" }
}

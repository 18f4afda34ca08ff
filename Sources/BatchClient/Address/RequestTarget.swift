/// The target of a request line, percent-encoded.
struct RequestTarget: Sendable, Hashable {
  var path: String
  /// From the base URL or a redirect. Never logged, since it may hold a secret.
  var query: String?
  /// Our own query parameters.
  var parameters: String?

  func url(at origin: Origin) -> String {
    let whole = [query, parameters].compactMap { $0 }.joined(separator: "&")
    return "\(origin)\(path)\(whole.isEmpty ? "" : "?\(whole)")"
  }

  /// For the log.
  var shown: String { "\(path)\(parameters.map { "?\($0)" } ?? "")" }
}

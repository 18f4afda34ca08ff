/// The variables that name proxies, read by libcurl's rules: lower case before upper case, an empty
/// one is as good as none, and `HTTP_PROXY` in upper case does not count, since a web server can
/// set it for its scripts from a request's header. What they hold is libcurl's to understand.
public struct ProxyVariables: Sendable, Hashable {
  struct Variable: Sendable, Hashable {
    let name: String
    /// May hold a password.
    let value: String
  }

  private let secure: Variable?
  private let plain: Variable?
  /// The hosts that are reached directly, as in `no_proxy`.
  let exceptions: String

  /// No proxy at all.
  public static let none = ProxyVariables([:])

  public init(_ environment: [String: String]) {
    func first(_ names: String...) -> Variable? {
      names.lazy
        .compactMap { name in environment[name].map { Variable(name: name, value: $0) } }
        .first { !$0.value.isEmpty }
    }
    let all = first("all_proxy", "ALL_PROXY")
    secure = first("https_proxy", "HTTPS_PROXY") ?? all
    plain = first("http_proxy") ?? all
    exceptions = first("no_proxy", "NO_PROXY")?.value ?? ""
  }

  /// The variable that counts for a server, unless `exceptions` names it; nil for this machine
  /// itself, which is always reached directly.
  func proxy(for origin: Origin) -> Variable? {
    origin.isLoopback ? nil : origin.isSecure ? secure : plain
  }
}

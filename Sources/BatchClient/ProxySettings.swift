/// The variables that name proxies, read by curl's rules: lower case before upper case, an empty
/// one is as good as none, and `HTTP_PROXY` in upper case does not count, since a web server can
/// set it for its scripts from a request's header.
public struct ProxySettings: Sendable, Hashable {
  struct Variable: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// For https, for http.
  private let secure: Variable?
  private let plain: Variable?
  private let exceptions: NoProxyList

  /// No proxy at all.
  public static let none = ProxySettings([:])

  public init(_ environment: [String: String]) {
    func first(_ names: String...) -> Variable? {
      names.lazy
        .compactMap { name in environment[name].map { Variable(name: name, value: $0) } }
        .first { !$0.value.isEmpty }
    }
    let all = first("all_proxy", "ALL_PROXY")
    secure = first("https_proxy", "HTTPS_PROXY") ?? all
    plain = first("http_proxy") ?? all
    exceptions = NoProxyList(first("no_proxy", "NO_PROXY")?.value ?? "")
  }

  /// The proxy on the way to a server; nil for the direct way, which is also the way to this
  /// machine itself.
  /// - Throws: a sentence when the variable that applies names something else than a proxy that
  ///   can be used.
  public func proxy(for origin: Origin) throws(InvalidSetting) -> Proxy? {
    guard !origin.isLoopback, let variable = origin.isSecure ? secure : plain,
      !exceptions.contains(origin)
    else { return nil }
    return try Proxy(variable.value.trimmingWhitespace(), from: variable.name)
  }
}

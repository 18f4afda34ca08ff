/// The variables that name proxies, read by libcurl's rules: lower case before upper case, an empty
/// one is as good as none, and `HTTP_PROXY` in upper case does not count, since a web server can
/// set it for its scripts from a request's header. What a proxy's address means is libcurl's to
/// understand; which hosts are exempt is not, since its versions differ in that.
public struct ProxyVariables: Sendable, Hashable {
  struct Variable: Sendable, Hashable {
    let name: String
    /// May hold a password.
    let value: String

    /// - Parameter text: as it was typed or pasted.
    init(name: String, value text: String) {
      self.name = name
      value = Self.encodingUser(in: text.trimmingWhitespace())
    }

    /// Passwords are pasted as they are: libcurl takes neither an @ nor a space within one.
    private static func encodingUser(in text: String) -> String {
      let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
      let authority = text[start...].prefix { !"/?#".contains($0) }
      guard let end = authority.lastIndex(of: "@") else { return text }
      let user = authority[..<end].map { $0 == "@" ? "%40" : $0 == " " ? "%20" : String($0) }
      return text[..<start] + user.joined() + text[end...]
    }
  }

  private let secure: Variable?
  private let plain: Variable?
  private let exceptions: NoProxyList

  /// No proxy at all.
  public static let none = ProxyVariables([:])

  public init(_ environment: [String: String]) {
    func first(_ names: String...) -> Variable? {
      names.lazy
        .compactMap { name in environment[name].map { (name, $0) } }
        .first { !$0.1.isEmpty }
        .map { Variable(name: $0, value: $1) }
    }
    let all = first("all_proxy", "ALL_PROXY")
    secure = first("https_proxy", "HTTPS_PROXY") ?? all
    plain = first("http_proxy") ?? all
    exceptions = NoProxyList(first("no_proxy", "NO_PROXY")?.value ?? "")
  }

  /// The variable that counts for a server; nil for what `no_proxy` names and for this machine
  /// itself, which is always reached directly.
  func proxy(for origin: Origin) -> Variable? {
    origin.isLoopback || exceptions.contains(origin) ? nil : origin.isSecure ? secure : plain
  }
}

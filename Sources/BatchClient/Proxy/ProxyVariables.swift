import Batches

/// The proxy variables of the environment, by libcurl's rules: lower case before upper case, an empty
/// variable counts as unset, and `HTTP_PROXY` in upper case is ignored, since a web server sets it for
/// its scripts from a request header. libcurl interprets the proxy's address; which hosts are exempt
/// is decided here, since libcurl's versions differ.
public struct ProxyVariables: Sendable, Hashable {
  struct Variable: Sendable, Hashable {
    let name: String
    /// May hold a password.
    let value: String

    /// - Parameter text: as typed or pasted.
    init(name: String, value text: String) {
      self.name = name
      value = Self.encodingUser(in: text.trimmingWhitespace())
    }

    /// Encodes the characters of a pasted password that libcurl does not accept: @ and space.
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

  /// The variable that applies to a server; nil for hosts in `no_proxy` and for this machine, which is
  /// always reached directly.
  func proxy(for origin: Origin) -> Variable? {
    origin.isLoopback || exceptions.contains(origin) ? nil : origin.isSecure ? secure : plain
  }
}

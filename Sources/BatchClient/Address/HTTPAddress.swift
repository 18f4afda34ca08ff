/// An absolute http or https URL, strictly parsed.
///
/// Strictly, because two parsers that disagree about where the host ends could send the key to the
/// wrong server: a host consists of letters, digits, dots, hyphens and underscores, or is an IPv6
/// address in brackets, and there is no user name in front of it.
struct HTTPAddress: Sendable, Hashable {
  /// Why a text is not such a URL.
  enum Flaw: Error, Hashable {
    case noScheme
    case otherScheme(String)
    case userInfo
    case host
    case port
  }

  var origin: Origin
  /// Percent-encoded, as written; empty or starting with a slash.
  var path: String
  /// Percent-encoded, without the question mark; nil when absent or empty.
  var query: String?

  init(_ text: String) throws(Flaw) {
    guard let separator = text.firstRange(of: "://") else { throw .noScheme }
    let scheme = text[..<separator.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { throw .otherScheme(scheme) }
    let remaining = text[separator.upperBound...].prefix { $0 != "#" }
    let authority = remaining.prefix { $0 != "/" && $0 != "?" && $0 != "\\" }
    self.origin = try Self.origin(of: authority, isSecure: scheme == "https")

    let tail = remaining[authority.endIndex...]
    let path = tail.prefix { $0 != "?" }
    let query = tail[path.endIndex...].dropFirst()
    self.path = PercentEncoding.structure(String(path))
    self.query = query.isEmpty ? nil : PercentEncoding.structure(String(query))
  }

  private static func origin(of authority: Substring, isSecure: Bool) throws(Flaw) -> Origin {
    guard !authority.contains("@") else { throw .userInfo }
    let (host, port) = try hostAndPort(authority, defaultPort: isSecure ? 443 : 80)
    return Origin(isSecure: isSecure, host: host, port: port)
  }

  /// - Parameter authority: `host`, `host:port` or `[v6]:port`.
  static func hostAndPort(
    _ authority: Substring, defaultPort: Int
  ) throws(Flaw) -> (host: String, port: Int) {
    let host: Substring
    let afterHost: Substring
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw .host }
      host = authority[..<end].dropFirst()
      afterHost = authority[end...].dropFirst()
      guard case .v6? = IPAddress(String(host)) else { throw .host }
    } else {
      host = authority.prefix { $0 != ":" }
      afterHost = authority[host.endIndex...]
      guard isName(host) else { throw .host }
    }
    return (host.lowercased(), try port(afterHost, default: defaultPort))
  }

  private static func port(_ text: Substring, default defaultPort: Int) throws(Flaw) -> Int {
    if text.isEmpty || text == ":" { return defaultPort }
    let digits = text.dropFirst()
    guard text.hasPrefix(":"), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(digits), (1...65535).contains(port)
    else { throw .port }
    return port
  }

  private static func isName(_ host: Substring) -> Bool {
    !host.isEmpty && !host.hasPrefix(".")
      && host.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "_"):
          true
        default:
          false
        }
      }
  }
}

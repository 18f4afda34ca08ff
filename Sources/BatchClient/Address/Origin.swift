/// Scheme, host and port (RFC 6454). The key is only ever sent to the configured origin.
public struct Origin: Sendable, Hashable, CustomStringConvertible {
  public let isSecure: Bool
  /// In lower case; an IPv6 address is without its brackets.
  public let host: String
  public let port: Int

  public init(isSecure: Bool, host: String, port: Int) {
    self.isSecure = isSecure
    self.host = host
    self.port = port
  }

  /// Whether the host is this machine: `localhost` and names below it (RFC 6761), 127.0.0.0/8 and
  /// ::1. Other spellings of these addresses do not count.
  public var isLoopback: Bool {
    if isLocalhost { return true }
    guard let address = IPAddress(host) else { return false }
    switch address {
    case .v4(let bytes): return bytes[0] == 127
    case .v6(let bytes): return bytes == Array(repeating: 0, count: 15) + [1]
    }
  }

  /// Whether the host is `localhost` or a name below it, which stand for this machine whatever a name
  /// server or /etc/hosts says, and without either.
  var isLocalhost: Bool {
    let name = host.hasSuffix(".") ? host.dropLast() : host[...]
    return name == "localhost" || name.hasSuffix(".localhost")
  }

  /// As in a URL: `https://api.example.com`, with the port unless it is the scheme's default.
  public var description: String {
    "\(isSecure ? "https" : "http")://\(hostAndPort)"
  }

  /// For display: the host, with the port unless it is the scheme's default.
  public var hostAndPort: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }
}

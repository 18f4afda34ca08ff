/// Scheme, host and port: the only place that the key is ever sent to (RFC 6454).
public struct Origin: Sendable, Hashable, CustomStringConvertible {
  public let isSecure: Bool
  /// In lower case; an IPv6 address stands without its brackets.
  public let host: String
  public let port: Int

  public init(isSecure: Bool, host: String, port: Int) {
    self.isSecure = isSecure
    self.host = host
    self.port = port
  }

  /// Whether the host is this very machine: `localhost` and names below it (RFC 6761),
  /// 127.0.0.0/8 and ::1. Other spellings of these addresses do not count.
  public var isLoopback: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    guard let address = IPAddress(host) else { return false }
    switch address {
    case .v4(let bytes): return bytes[0] == 127
    case .v6(let bytes): return bytes == Array(repeating: 0, count: 15) + [1]
    }
  }

  /// As in a URL: `https://api.example.com`, with the port where it is not the usual one.
  public var description: String {
    "\(isSecure ? "https" : "http")://\(hostAndPort)"
  }

  /// For a head line: the host, and the port where it is not the usual one.
  public var hostAndPort: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }
}

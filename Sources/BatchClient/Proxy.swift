/// A server on the way that passes bytes on.
public struct Proxy: Sendable, Hashable, CustomStringConvertible {
  enum Kind: Sendable, Hashable {
    /// Asked by CONNECT, for http and https alike: it sees where to, and nothing of what.
    case http(Credentials?)
    /// SOCKS version 5, without a user name; the proxy looks up the host's address.
    case socks5
  }

  struct Credentials: Sendable, Hashable {
    var user: String
    var password: String
  }

  let kind: Kind
  let host: String
  let port: Int

  /// Without user name and password.
  public var description: String {
    "\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// The port of a proxy that names none, as with curl.
  private static let usualPort = 1080

  /// - Parameters:
  ///   - text: `[scheme://][user:password@]host[:port]`, http without a scheme.
  ///   - variable: where the text comes from, for the sentence.
  init(_ text: String, from variable: String) throws(InvalidSetting) {
    let separator = text.firstRange(of: "://")
    let scheme = separator.map { text[..<$0.lowerBound].lowercased() } ?? "http"
    let authority = text[(separator?.upperBound ?? text.startIndex)...]
      .prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    // The last one, since passwords with an @ are pasted unencoded.
    let at = authority.lastIndex(of: "@")
    let userInfo = at.map { authority[..<$0] }
    let place = at.map { authority[$0...].dropFirst() } ?? authority

    switch scheme {
    case "http":
      kind = .http(userInfo.map(Self.credentials))
    case "socks5", "socks5h":
      guard userInfo == nil else {
        throw InvalidSetting(
          "\(variable) names a SOCKS proxy with a user name, which is not supported")
      }
      kind = .socks5
    default:
      throw InvalidSetting(
        "\(variable) names a proxy of a kind that is not supported; "
          + "write it as http://HOST:PORT or socks5://HOST:PORT")
    }
    do {
      (host, port) = try HTTPAddress.hostAndPort(place, usualPort: Self.usualPort)
    } catch {
      throw InvalidSetting(
        "\(variable) is not the address of a proxy; it looks like http://HOST:PORT")
    }
  }

  private static func credentials(_ userInfo: Substring) -> Credentials {
    let user = userInfo.prefix { $0 != ":" }
    return Credentials(
      user: PercentEncoding.decode(String(user)),
      password: PercentEncoding.decode(String(userInfo[user.endIndex...].dropFirst())))
  }
}

import CCurl

/// Which proxy a variable names, for sentences: never with its user name and password.
struct ProxyName: Sendable, Hashable, CustomStringConvertible {
  let variable: String
  let scheme: String
  /// An IPv6 address stands without its brackets.
  let host: String
  let port: Int

  var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// The schemes that libcurl was built with are its own to know; these are what it is asked for.
  private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

  /// - Throws: a sentence when libcurl could not use what the variable holds.
  init(_ variable: ProxyVariables.Variable) throws(InvalidSetting) {
    self.variable = variable.name
    guard let url = URLParts(variable.value, guessingScheme: true),
      let host = url[CURLUPART_HOST], host.utf8.allSatisfy({ $0 < 0x80 }),
      url.isReadable(CURLUPART_USER), url.isReadable(CURLUPART_PASSWORD),
      url[CURLUPART_PORT] != "0"
    else {
      throw InvalidSetting(
        "\(variable.name) is not the address of a proxy; it looks like http://HOST:PORT")
    }
    scheme = url[CURLUPART_SCHEME] ?? "http"
    guard Self.schemes.contains(scheme) else {
      throw InvalidSetting(
        "\(variable.name) names a proxy of a kind that is not supported; "
          + "write it as http://HOST:PORT or socks5://HOST:PORT")
    }
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    port = url[CURLUPART_PORT].flatMap { Int($0) } ?? Self.usualPort
  }

  /// The port of a proxy that names none, by libcurl's rule.
  private static let usualPort = 1080
}

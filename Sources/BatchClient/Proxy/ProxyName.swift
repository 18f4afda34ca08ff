import CCurl
import Secrets

/// The proxy that a variable names, for messages: without its user name and password.
struct ProxyName: Sendable, Hashable, CustomStringConvertible {
  let variable: String
  let scheme: String
  /// An IPv6 address is without its brackets.
  let host: String
  let port: Int

  var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  /// The schemes that are passed on to libcurl, which may have been built without some of them.
  private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

  /// - Throws: a sentence when libcurl could not use the value of the variable.
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
        "\(variable.name) names an unsupported kind of proxy; "
          + "write it as http://HOST:PORT or socks5://HOST:PORT")
    }
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    port = url[CURLUPART_PORT].flatMap { Int($0) } ?? Self.defaultPort
  }

  /// libcurl's default port for a proxy.
  private static let defaultPort = 1080
}

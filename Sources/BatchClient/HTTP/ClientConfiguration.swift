import Logging

/// Everything that an `HTTPBatchService` is told once.
public struct ClientConfiguration: Sendable {
  public var server: ServerAddress
  /// Without a key no header for one is sent.
  public var key: APIKey?
  public var keyHeader = KeyHeader.bearer
  public var proxies = ProxyVariables.none
  /// Root certificates that replace the usual ones; nil for those.
  public var roots: RootCertificates?
  public var limits = ClientLimits.standard
  /// Of this program, for the `User-Agent` header.
  public var version = "0"
  /// Gets one line an event; never the key.
  public var logger = Logger(label: "lazybatch", factory: { _ in SwiftLogNoOpLogHandler() })

  public init(server: ServerAddress, key: APIKey? = nil) {
    self.server = server
    self.key = key
  }

  /// Takes what curl would take from the environment: proxies and root certificates.
  public mutating func adopt(environment: [String: String]) {
    proxies = ProxyVariables(environment)
    roots = RootCertificates(environment)
  }
}

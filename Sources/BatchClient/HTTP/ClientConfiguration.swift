/// The configuration of an `HTTPBatchService`.
public struct ClientConfiguration: Sendable {
  public var server: ServerAddress
  /// Without a key, no header for it is sent.
  public var key: APIKey?
  public var keyHeader = KeyHeader.bearer
  public var proxies = ProxyVariables.none
  /// Root certificates that replace the system's; nil to use the system's.
  public var roots: RootCertificates?
  public var limits = ClientLimits.standard
  /// The program's version, for the `User-Agent` header.
  public var version = "0"
  /// Called after each try, on any thread; nil where nothing is logged.
  public var onRequest: (@Sendable (RequestRecord) -> Void)?

  public init(server: ServerAddress, key: APIKey? = nil) {
    self.server = server
    self.key = key
  }

  /// Adopts the settings that curl reads from the environment: proxies and root certificates.
  public mutating func adopt(environment: [String: String]) {
    proxies = ProxyVariables(environment)
    roots = RootCertificates(environment)
  }
}

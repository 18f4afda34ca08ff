import Batches
import Secrets

/// The configuration of an `HTTPBatchService`.
public struct ClientConfiguration: Sendable {
  public var server: ServerAddress
  /// Without a key, no header for it is sent.
  public var key: APIKey?
  public var keyStyle = Dialect.KeyStyle.bearer
  /// Further headers of every request; sent to the server's origin only, as the key is.
  public var headers: [RequestHeader] = []
  /// How the server's API differs from others.
  public var dialect = Dialect.common
  /// What to do where the key is rejected, such as which variable to set; nil for general advice.
  public var keyAdvice: String?
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

extension ClientConfiguration {
  /// Removes the key, and the headers that may be secret, from texts.
  public var mask: KeyMask { KeyMask([key].compactMap { $0 } + headers.compactMap(\.secret)) }
}

extension ClientConfiguration {
  /// What tells the account whose batches are listed from others, without saying anything of its key: the
  /// digest of the address, the key, and the headers that a user or a variable adds, such as a project.
  public var accountDigest: String {
    let usual = Set(dialect.server.headers.map { $0.name.lowercased() })
    let headers = headers.map { (name: $0.name.lowercased(), value: $0.value) }
      .filter { !usual.contains($0.name) }.map { "\($0.name): \($0.value)" }.sorted()
    return AccountDigest.text(
      of: key, [server.description, server.parameters] + dialect.list.path + [""] + headers)
  }
}

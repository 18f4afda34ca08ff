import Batches
import Secrets

/// The normalised base URL of a server.
///
/// Accepts the variants that people paste: with a trailing slash, without `/v1`, with `/v1` twice,
/// with `/batches` at the end. A query, such as Azure's `?api-version=…`, is sent with every request.
public struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
  public let origin: Origin
  /// Percent-encoded, without a trailing slash; empty or starting with a slash.
  let path: String
  let query: String?

  /// - Parameters:
  ///   - text: an absolute URL; white space around it is ignored.
  ///   - allowingInsecureHTTP: accept plain http to another machine, where anyone on the network can
  ///     read the key.
  ///   - defaultPath: the segments after a host that was given alone.
  /// - Throws: a sentence that says what is wrong and what is expected.
  public init(
    _ text: String, allowingInsecureHTTP: Bool = false, defaultPath: [String] = ["v1"]
  ) throws(InvalidSetting) {
    let trimmed = text.trimmingWhitespace()
    let address: HTTPAddress
    do {
      address = try HTTPAddress(trimmed)
    } catch {
      throw Self.sentence(for: error, in: trimmed)
    }
    guard address.origin.isSecure || address.origin.isLoopback || allowingInsecureHTTP else {
      throw InvalidSetting(
        "\(address.origin) is plain http: anyone on the network could read the key; "
          + "use https://, or --allow-insecure-http to accept that")
    }
    self.origin = address.origin
    self.path = Self.normalised(address.path, default: defaultPath)
    self.query = address.query
  }

  /// Without the query, which may hold a secret.
  public var description: String { "\(origin)\(path)" }

  /// For display.
  public var host: String { origin.hostAndPort }

  public var isLoopback: Bool { origin.isLoopback }

  /// The segments of the path, percent-encoded.
  public var segments: [String] { path.split(separator: "/").map(String.init) }

  /// The query without the version of the API; may hold a secret.
  var parameters: String {
    (query ?? "").split(separator: "&").filter { !$0.hasPrefix("api-version=") }
      .joined(separator: "&")
  }

  /// Whether the query has a parameter of this name.
  public func hasParameter(_ name: String) -> Bool {
    query?.split(separator: "&").contains { $0.prefix { $0 != "=" } == name } ?? false
  }

  /// The path and query of a resource below the base URL.
  /// - Parameters:
  ///   - segments: unencoded path segments.
  ///   - tail: what follows the last segment, which is an id.
  ///   - parameters: unencoded names and values of the query.
  func target(
    _ segments: [String], tail: Dialect.PathTail? = nil,
    parameters: [(name: String, value: String)] = []
  ) -> RequestTarget {
    let below = segments.map { "/" + PercentEncoding.component($0) }.joined()
    let path = path + below + (tail?.text ?? "")
    let own = parameters.map { "\($0.name)=\(PercentEncoding.component($0.value))" }
    return RequestTarget(
      path: path, query: query, parameters: own.isEmpty ? nil : own.joined(separator: "&"))
  }
}

extension ServerAddress {
  private static func normalised(_ path: String, default defaultSegments: [String]) -> String {
    var segments = path.split(separator: "/").map(String.init)
    if segments.last == "batches" { segments.removeLast() }
    if segments.isEmpty { segments = defaultSegments }
    while let last = segments.last, isVersion(last), segments.dropLast().last == last {
      segments.removeLast()
    }
    return segments.map { "/\($0)" }.joined()
  }

  /// `v1`, `v4` and the like.
  private static func isVersion(_ segment: String) -> Bool {
    segment.hasPrefix("v") && Int(segment.dropFirst()) != nil
  }

  private static func sentence(for flaw: HTTPAddress.Flaw, in text: String) -> InvalidSetting {
    switch flaw {
    case .noScheme where text.isEmpty:
      InvalidSetting("the base URL is empty; it looks like https://api.siliconflow.cn/v1")
    case .noScheme where text.contains("@"), .userInfo:
      InvalidSetting(
        "the base URL must not contain a user name or password; the key has its own variable")
    case .noScheme:
      InvalidSetting("the base URL does not start with https://; it looks like https://HOST/v1")
    case .otherScheme(let scheme):
      InvalidSetting("the base URL starts with \(scheme)://, but only https:// and http:// work")
    case .host:
      InvalidSetting(
        "the base URL has no usable host name; it looks like https://api.siliconflow.cn/v1 "
          + "(international names in their xn-- form)")
    case .port:
      InvalidSetting("the port in the base URL is not a number from 1 to 65535")
    }
  }
}

extension Dialect.PathTail {
  fileprivate var text: String {
    switch self {
    case .segment(let word): "/" + PercentEncoding.component(word)
    case .verb(let word): ":" + PercentEncoding.component(word)
    }
  }
}

import BatchClient
import Batches
import Secrets

/// What options and environment add to a dialect.
extension Dialect {
  /// The server's address.
  /// - Parameters:
  ///   - baseURL: from the command line; overrides everything else.
  ///   - environment: may override the provider's address, so that a key that is meant for a gateway
  ///     does not go to the public server.
  /// - Throws: a sentence when there is none or it is invalid, which names the variable it came from; also
  ///   where a variable names another server than the provider's, so that the key does not go there.
  func address(
    baseURL: String?, environment: [String: String], allowingInsecureHTTP: Bool = false
  ) throws(InvalidSetting) -> ServerAddress {
    let variable = server.addressVariables.first { !(environment[$0.name] ?? "").isBlank }
    let fromVariable = variable.flatMap { environment[$0.name] }
    guard var text = (baseURL ?? fromVariable ?? server.address)?.trimmingWhitespace() else {
      throw InvalidSetting(
        "\(name) has no common base URL: give yours with --base-url, "
          + "such as https://RESOURCE.openai.azure.com/openai/v1")
    }
    if baseURL == nil, let variable, variable.isHost {
      text = Self.appending(server.path, insteadOf: variable.otherPath, to: text)
    }
    if baseURL == nil { try refuseOtherServers(variable, environment) }
    if let version = server.versionVariable.flatMap({ environment[$0] }), !version.isBlank,
      !text.contains("?")
    {
      text += "?api-version=\(version.trimmingWhitespace())"
    }
    if name == Dialect.azure.name { text = AzureAddress.matchingVersion(text) }
    do {
      return try ServerAddress(
        text, allowingInsecureHTTP: allowingInsecureHTTP, defaultPath: server.path)
    } catch {
      guard baseURL == nil, let variable else { throw error }
      throw InvalidSetting("\(variable.name): \(error.sentence)")
    }
  }

  /// The address with the path of the API, unless it ends with that already.
  /// - Parameter other: the path of another API, which is removed.
  private static func appending(
    _ path: [String], insteadOf other: [String], to address: String
  ) -> String {
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var segments = parts[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    while segments.last == "" { segments.removeLast() }
    if !other.isEmpty, Array(segments.suffix(other.count)) == other {
      segments.removeLast(other.count)
    }
    // The SDK of Azure appends `openai` alone.
    let known = (1...path.count).reversed().first {
      Array(segments.suffix($0)) == Array(path.prefix($0))
    }
    segments += path.dropFirst(known ?? 0)
    return ([segments.joined(separator: "/")] + parts.dropFirst().map(String.init))
      .joined(separator: "?")
  }

  /// The dialect that the server at an address is known to speak, where no provider was chosen.
  func suiting(_ address: ServerAddress) -> Dialect {
    guard name == ServerSettings().provider.name else { return self }
    if AzureAddress.isOne(address) { return speaking(.azure) }
    return Dialect(host: address.host).map(speaking) ?? self
  }

  /// The key from the environment, and the variable that holds it; nil when none does.
  /// - Throws: a sentence, without the key, when it is invalid.
  func key(
    environment: [String: String]
  ) throws(InvalidSetting) -> (key: APIKey, variable: KeyVariable)? {
    for variable in server.keys {
      guard let text = environment[variable.name], !text.isBlank else { continue }
      do {
        return (try APIKey(text), variable)
      } catch {
        throw InvalidSetting("\(variable.name): \(error.sentence)")
      }
    }
    return nil
  }

  /// The headers of every request besides the key.
  func headers(environment: [String: String]) throws(InvalidSetting) -> [RequestHeader] {
    var headers: [RequestHeader] = []
    for header in server.headers { headers.append(RequestHeader(header.name, header.value)) }
    for header in server.variableHeaders {
      guard let value = environment[header.variable], !value.isBlank else { continue }
      do {
        headers.append(try RequestHeader(parsing: "\(header.name): \(value)", isSecret: false))
      } catch {
        throw InvalidSetting("\(header.variable): \(error.sentence)")
      }
    }
    return headers
  }

  /// The dialect with the account of the environment in its path.
  /// - Throws: a sentence when there is none.
  func resolvingAccount(
    environment: [String: String]
  ) throws(InvalidSetting) -> Dialect {
    guard let variable = server.accountVariable else { return self }
    guard let account = environment[variable], !account.isBlank else {
      throw InvalidSetting("\(name) lists the batches of an account: set \(variable) to its id")
    }
    var dialect = self
    dialect.list.path = list.path.map {
      $0 == "{account}" ? account.trimmingWhitespace() : $0
    }
    return dialect
  }
}

extension String {
  /// Whether there is nothing but white space.
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

/// The two addresses of Azure's API.
enum AzureAddress {
  /// Whether an address is Azure's by its host, or by its path, which a gateway in front of it keeps.
  static func isOne(_ address: ServerAddress) -> Bool {
    let host = address.origin.host
    return hosts.contains { host.hasSuffix($0) } || address.hasParameter("api-version")
      || address.segments.first == "openai" && Dialect(host: address.host) == nil
  }

  private static let hosts = [".azure.com", ".azure.us", ".azure.cn", ".azure-api.net"]

  /// A dated `api-version` is served at `/openai`; without one, and for `preview`, it is `/openai/v1`.
  static func matchingVersion(_ address: String) -> String {
    guard let mark = address.firstIndex(of: "?") else { return address }
    let query = address[address.index(after: mark)...]
    let version = query.split(separator: "&").lazy
      .compactMap { $0.hasPrefix("api-version=") ? $0.dropFirst("api-version=".count) : nil }.first
    guard let version, version.first?.isNumber == true else { return address }
    var path = address[..<mark]
    while path.last == "/" { path.removeLast() }
    if path.hasSuffix("/openai/v1") {
      path.removeLast("/v1".count)
    } else if !path.hasSuffix("/openai"), !path.dropFirst("https://".count).contains("/") {
      path += "/openai"
    }
    return "\(path)?\(query)"
  }
}

import BatchClient
import Batches
import Secrets

/// Where to read batches, decided before anything is opened, run or sent.
enum ServerPlan: Hashable {
  case demo
  case server(Connection)

  struct Connection: Hashable {
    var address: ServerAddress
    var dialect: Dialect
    var key: KeySource
    var keyStyle: Dialect.KeyStyle
    /// Besides the key's.
    var headers: [RequestHeader]
    /// What to do where the key is rejected.
    var keyAdvice: String
    /// For display.
    var name: String
  }

  enum KeySource: Hashable {
    /// Only for a server on this machine; no key header is sent.
    case none
    case given(APIKey)
    /// A shell command that prints the key.
    case command(String)
  }

  /// - Parameter environment: of the process, keys included.
  /// - Throws: a sentence when the address or the key is missing or invalid.
  init(_ options: ServerSettings, environment: [String: String]) throws(Failure) {
    if options.demo {
      self = .demo
      return
    }
    var dialect = options.provider
    let address: ServerAddress
    let headers: [RequestHeader]
    do {
      address = try dialect.address(
        baseURL: options.baseURL, environment: environment,
        allowingInsecureHTTP: options.allowsInsecureHTTP)
      dialect = dialect.suiting(address)
      headers = try dialect.headers(environment: environment) + options.headers
    } catch {
      throw .usage(error.sentence)
    }
    let (source, variable) = try Self.keySource(options, for: address, environment: environment)
    do {
      dialect = try dialect.resolvingAccount(environment: environment)
    } catch {
      throw .usage(error.sentence)
    }
    let known = dialect.server.keys
    self = .server(
      Connection(
        address: address, dialect: dialect, key: source,
        keyStyle: (variable ?? known.last)?.style ?? .bearer, headers: headers,
        keyAdvice: Self.keyAdvice(source, variable ?? known.first),
        name: Self.name(address, dialect, environment)))
  }

  private static func name(
    _ address: ServerAddress, _ dialect: Dialect, _ environment: [String: String]
  ) -> String {
    guard let project = dialect.server.projectVariable.flatMap({ environment[$0] }),
      !project.isEmpty
    else { return address.host }
    return "\(address.host) (\(project))"
  }

  private static func keySource(
    _ options: ServerSettings, for address: ServerAddress, environment: [String: String]
  ) throws(Failure) -> (KeySource, Dialect.KeyVariable?) {
    // The command line takes precedence over the environment.
    if let command = options.keyCommand { return (.command(command), nil) }
    do {
      if let found = try options.provider.key(environment: environment) {
        return (.given(found.key), found.variable)
      }
    } catch {
      throw .noPermission(error.sentence)
    }
    guard address.isLoopback else { throw .noPermission(noKey(of: options.provider)) }
    return (.none, nil)
  }

  private static func keyAdvice(_ source: KeySource, _ variable: Dialect.KeyVariable?) -> String {
    let name = variable?.name ?? "the variable of your --provider"
    return switch source {
    case .command: "Check the key that the command of --api-key-command prints"
    case .given:
      "The key came from \(name): set it to a valid one, or use --api-key-command to run a "
        + "command that prints one"
    case .none:
      "Set \(name) to a valid key, or use --api-key-command to run a command that prints one"
    }
  }

  private static func noKey(of dialect: Dialect) -> String {
    let variable = dialect.server.keys.first?.name ?? ""
    return """
      No API key is set. Create one \(dialect.server.keyPlace) and set it: export \(variable)=sk-… \
      (or run a command that prints it with --api-key-command). \
      To try lazybatch without a key: lazybatch --demo
      """
  }
}

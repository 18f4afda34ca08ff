import BatchClient
import Batches
import Preferences
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

  /// Whether it runs a key command, which may ask for a passphrase.
  var asksOnTerminal: Bool {
    if case .server(let connection) = self, case .command = connection.key { true } else { false }
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
        baseURL: options.baseURL ?? options.profile?.baseURL, environment: environment,
        allowingInsecureHTTP: options.allowsInsecureHTTP)
      dialect = dialect.suiting(address)
      try options.profile?.check(address, options, environment: environment)
      headers =
        try dialect.headers(
          environment: options.profile?.completing(environment, for: address) ?? environment)
        + (options.profile?.headers(to: address, environment: environment) ?? [])
        + options.headers
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
        keyAdvice: Self.keyAdvice(source, variable ?? known.first, options.profile),
        name: Self.name(
          address, dialect, options.profile?.name,
          options.profile?.completing(environment, for: address) ?? environment)))
  }

  /// The profile first: it is what the user knows, and the end of a long name may be cut off.
  private static func name(
    _ address: ServerAddress, _ dialect: Dialect, _ profile: String?,
    _ environment: [String: String]
  ) -> String {
    let project = dialect.server.projectVariable.flatMap { environment[$0] } ?? ""
    let parts = [profile, address.host, project].compactMap { $0 }.filter { !$0.isEmpty }
    let rest = parts.dropFirst().joined(separator: ", ")
    return rest.isEmpty ? parts.joined() : "\(parts[0]) (\(rest))"
  }

  private static func keySource(
    _ options: ServerSettings, for address: ServerAddress, environment: [String: String]
  ) throws(Failure) -> (KeySource, Dialect.KeyVariable?) {
    // The command line takes precedence over the environment.
    if let command = options.keyCommand { return (.command(command), nil) }
    if let key = try options.profile?.key(for: address, environment: environment) { return key }
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

  private static func keyAdvice(
    _ source: KeySource, _ variable: Dialect.KeyVariable?, _ profile: ServerProfile?
  ) -> String {
    let name = variable?.name ?? "the variable of your --provider"
    return switch source {
    case .command where profile?.namesCommand == true:
      "Check the key that the command of the profile prints"
    case .command: "Check the key that the command of --api-key-command prints"
    case .given:
      "The key came from \(name): set it to a valid one, or use --api-key-command to run a "
        + "command that prints one"
    case .none where profile?.baseURL != nil:
      "Give the profile \(profile?.name ?? "") a key: \(OptionTable.keyVariable.name) or "
        + OptionTable.keyCommand.name
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

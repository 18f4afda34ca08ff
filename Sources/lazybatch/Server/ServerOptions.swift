import ArgumentParser
import BatchClient
import Batches
import Secrets

/// The options that select the server, shared by every command that reads batches.
struct ServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The profile of the configuration file to use: a server, its key and more. For list, several \
      with commas between them.
      """,
      valueName: "name"))
  var profile: String?

  @Option(
    help: ArgumentHelp(
      """
      The provider of the server: sets its address, its API, and the key's variable and header. \
      (default: \(ServerSettings().provider.name))
      """, valueName: "name"))
  var provider: Dialect?

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      """
      The server's address, including the API version. (default: the provider's variable, such as \
      SILICONFLOW_BASE_URL, or its usual address)
      """, valueName: "url"))
  var baseURL: String?

  @Option(
    name: .customLong("page-size"), parsing: .unconditional,
    help: ArgumentHelp(
      "Batches per request. (default: \(ServerSettings().pageSize))", valueName: "rows"))
  var pageSize: Int?

  @Option(
    name: .customLong("api-key-command"),
    help: ArgumentHelp(
      "A shell command that prints the key, such as 'pass show siliconflow'.",
      valueName: "command"))
  var keyCommand: String?

  @Option(
    name: .customLong("header"),
    help: ArgumentHelp(
      "A header to send with every request; may be given several times.",
      valueName: "'name: value'"))
  var headers: [HeaderArgument] = []

  @Flag(
    name: .customLong("allow-insecure-http"),
    help:
      "Send the key over plain http to another machine, although anyone on the network can read it."
  )
  var allowsInsecureHTTP = false

  @Option(
    name: .customLong("log-file"),
    help: ArgumentHelp(
      "Append one line per request to this file; never the key.", valueName: "path"),
    completion: .file())
  var logFile: String?

  @Flag(help: "Use a simulated organisation on this machine; needs no key.")
  var demo = false

  var settings: ServerSettings {
    var settings = ServerSettings(
      profileName: profile, baseURL: baseURL, keyCommand: keyCommand,
      headers: headers.compactMap(\.header),
      allowsInsecureHTTP: allowsInsecureHTTP, logFile: logFile, demo: demo)
    settings.$provider.give(provider)
    settings.$pageSize.give(pageSize)
    return settings
  }

  func validate() throws {
    for header in headers {
      if let problem = header.problem { throw ValidationError("--header: \(problem.sentence).") }
    }
    if let problem = settings.problem { throw ValidationError(problem) }
  }
}

extension Dialect: ExpressibleByArgument {
  public init?(argument: String) { self.init(named: argument) }

  public var defaultValueDescription: String { name }

  public static var allValueStrings: [String] { all.map(\.name) }

  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// The value of `--header`, checked only by `ServerOptions.validate()`: the argument parser quotes a value
/// that it cannot parse, and this one may be a key.
struct HeaderArgument: ExpressibleByArgument {
  private let result: Result<RequestHeader, InvalidSetting>

  init(argument: String) {
    result = Result { () throws(InvalidSetting) in try RequestHeader(parsing: argument) }
  }

  /// nil where it is invalid.
  var header: RequestHeader? { try? result.get() }

  /// Why it is invalid, without its value; nil where it is valid.
  var problem: InvalidSetting? {
    if case .failure(let problem) = result { problem } else { nil }
  }
}

import ArgumentParser
import BatchClient

/// Which server, and how it is spoken to: the same for every command that reads batches.
struct ServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who runs the server: sets its address, the variable of the key and its header.",
      valueName: "name"))
  var provider = ServerSettings().provider

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      """
      The server's address, up to and with its version. (default: the provider's; \
      SILICONFLOW_BASE_URL and its like replace that)
      """, valueName: "url"))
  var baseURL: String?

  @Option(
    name: .customLong("page-size"),
    help: ArgumentHelp("Batches to ask for in one request.", valueName: "rows"))
  var pageSize = ServerSettings().pageSize

  @Option(
    name: .customLong("api-key-command"),
    help: ArgumentHelp(
      "A shell command that prints the key, such as 'pass show siliconflow'.",
      valueName: "command"))
  var keyCommand: String?

  @Flag(
    name: .customLong("allow-insecure-http"),
    help: "Send the key over plain http to another machine, where everybody on the way can read it."
  )
  var allowsInsecureHTTP = false

  @Option(
    name: .customLong("log-file"),
    help: ArgumentHelp(
      "Append one line a request to this file; never the key.", valueName: "path"))
  var logFile: String?

  @Flag(help: "Read a simulated organisation on this machine; needs no key.")
  var demo = false

  var settings: ServerSettings {
    ServerSettings(
      provider: provider, baseURL: baseURL, pageSize: pageSize, keyCommand: keyCommand,
      allowsInsecureHTTP: allowsInsecureHTTP, logFile: logFile, demo: demo)
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }
}

extension Provider: ExpressibleByArgument {}

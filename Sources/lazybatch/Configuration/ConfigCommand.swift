import ArgumentParser

/// `lazybatch config`: the file of settings.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show, check and explain the configuration file.",
    discussion: """
      What is set in config.toml holds where neither an option nor a variable says otherwise. The file is \
      only ever read; no key belongs in it. None of these commands sends a request.

      EXAMPLES
        mkdir -p "$(dirname "$(lazybatch config path)")"
        lazybatch config example >"$(lazybatch config path)"
        lazybatch config check
        lazybatch config show --profile work

      LAZYBATCH_CONFIG names another file, and none where it is empty. See docs/configuration.md.
      """,
    subcommands: [
      ConfigPathCommand.self, ConfigCheckCommand.self, ConfigShowCommand.self,
      ConfigExampleCommand.self, ConfigSchemaCommand.self,
    ])
}

/// `lazybatch config path`: where the file is.
struct ConfigPathCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Print the path of the file, whether or not it is there.")

  func run() async throws { await ending { await ConfigRun().printPath() } }
}

/// `lazybatch config check`: what is wrong with it.
struct ConfigCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Print what is wrong with the file, with line and column.",
    discussion: "Exits with 64 where something is, and with 66 where there is no file.")

  func run() async throws { await ending { await ConfigRun().check() } }
}

/// `lazybatch config show`: what is set.
struct ConfigShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the value of each option, and where it comes from.",
    discussion: "Of secrets it prints the names alone.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: "How to print the options.")
  var output = Format.table

  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  func run() async throws {
    let (server, appearance, output) = (server.settings, appearance.settings, output)
    await ending { await ConfigRun().show(server, appearance, as: output) }
  }
}

/// `lazybatch config example`: a file to start from.
struct ConfigExampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "example", abstract: "Print a file with every option, explained.")

  func run() async throws { await ending { await ConfigRun().printExample() } }
}

/// `lazybatch config schema`: for editors.
struct ConfigSchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the file, for editors.")

  func run() async throws { await ending { await ConfigRun().printSchema() } }
}

import ArgumentParser

/// `lazybatch show ID`: prints everything about one batch.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print everything about one batch.",
    usage: "lazybatch show <id> [<options>]",
    discussion: """
      The default output is for people: the status, all fields, and every time that is set: in local \
      time, relative to now, relative to the previous one, and in seconds since 1970. If the server \
      cannot return a single batch, the batch is looked up in the list.

      EXAMPLES
        lazybatch show batch_abc123
        lazybatch show batch_abc123 --output json | jq .request_counts

      Exits with 66 when there is no such batch. See `lazybatch --help` for everything else.
      """)

  @Argument(help: "The batch's id.")
  var id: String?

  @Option(help: "How to print the batch.")
  var output = OutputFormat.table

  @OptionGroup var schema: SchemaOption
  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  var settings: ShowSettings {
    ShowSettings(
      id: id ?? "", output: output, schema: schema.schema, server: server.settings,
      appearance: appearance.settings)
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }

  func run() async throws { await ending(settings) { await ShowRun($0).run() } }
}

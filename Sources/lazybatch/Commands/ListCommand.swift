import ArgumentParser

/// `lazybatch list`: the batches without a screen.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print batches, newest first, for people and for scripts.",
    usage: "lazybatch list [<options>]",
    discussion: """
      Rows are printed as their pages arrive. json is one array and jsonl one object a line, with \
      every field under the API's own name: times in seconds since 1970 or null, errors always an \
      array. csv has one column for each field. Whatever happens, what was printed is well-formed.

      EXAMPLES
        lazybatch list --limit 20
        lazybatch list --all --output csv >batches.csv
        lazybatch list --all --output jsonl | jq -r 'select(.errors[0]) | .id'

      Exits with 0 when the list came to its end or its limit, also where standard error says that \
      it may be incomplete. See `lazybatch --help` for the remaining.
      """)

  @Option(help: "How to print the batches.")
  var output = OutputFormat.table

  @Option(help: ArgumentHelp("Batches to print at most. (default: 100)", valueName: "rows"))
  var limit: Int?

  @Flag(help: "Print all batches, however many there are.")
  var all = false

  @Option(help: ArgumentHelp("Start behind the batch of this id.", valueName: "id"))
  var after: String?

  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  var settings: ListSettings {
    ListSettings(
      output: output, limit: limit, all: all, after: after, server: server.settings,
      appearance: appearance.settings)
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }

  func run() async throws { await ending { await ListRun(settings).run() } }
}

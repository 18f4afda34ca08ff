import ArgumentParser

/// `lazybatch count`: how many batches there are.
struct CountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count batches by status and by verdict.",
    usage: "lazybatch count [<filter>] [<options>]",
    discussion: """
      Reads the whole list. The filter is that of `lazybatch list`. A verdict says what is wrong beyond \
      the status; a batch can have several, or none. json is one object; jsonl and csv have a record \
      for each number.

      EXAMPLES
        lazybatch count
        lazybatch count 'ended>yesterday' --output json | jq .status.failed
        lazybatch count --from-history gone:yes

      See `lazybatch --help` for everything else.
      """)

  @Argument(help: ArgumentHelp("Count only batches that match.", valueName: "filter"))
  var filter: [String] = []

  @Option(help: "How to print the numbers.")
  var output = OutputFormat.table

  @Flag(
    name: .customLong("from-history"),
    help: "Count what was read before, without a request; standard error says how old it is.")
  var fromHistory = false

  @Option(
    name: .customLong("history"),
    help: ArgumentHelp("The history that is kept under this name.", valueName: "name"))
  var history: String?

  @OptionGroup var schema: SchemaOption
  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  var settings: CountSettings {
    CountSettings(
      output: output, filter: filter, fromHistory: fromHistory, schema: schema.schema,
      history: HistorySettings(name: history), server: server.settings,
      appearance: appearance.settings)
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }

  func run() async throws { await ending(settings) { await CountRun($0).run() } }
}

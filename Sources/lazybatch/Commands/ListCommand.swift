import ArgumentParser
import BatchPresentation

/// `lazybatch list`: prints the batches.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print batches, newest first, for people and for scripts.",
    usage: "lazybatch list [<filter>] [<options>]",
    discussion: """
      Rows are printed as pages arrive. json is one array and jsonl one object per line, with every \
      field under its API name: times are in seconds since 1970 or null, errors is always an array. \
      csv has one column per field. The output is well-formed even if reading fails halfway.

      The filter is the one of the browser's / key: words, and terms such as status:failed, age<2d, \
      failed>0 and verdict:stuck, quoted because of the shell. Pages are read until the limit is \
      reached; --sort and verdicts need the whole list first, and print nothing before.

      EXAMPLES
        lazybatch list 'status:failed ended>yesterday' --fields id,name,errors
        lazybatch list --all --sort -duration --fields id,name,duration
        lazybatch list --limit 20
        lazybatch list --all --output csv >batches.csv
        lazybatch list --all --output jsonl | jq -r 'select(.errors[0]) | .id'

      What is read is kept in an SQLite file for each account, of which --from-history prints it again \
      and --all --incremental sends fewer requests: see `lazybatch history --help`.

      Exits with 0 when the end of the list or the limit is reached, even if standard error says that \
      the list may be incomplete. See `lazybatch --help` for everything else.
      """)

  @Argument(help: ArgumentHelp("Print only batches that match.", valueName: "filter"))
  var filter: [String] = []

  @Option(help: "How to print the batches.")
  var output = OutputFormat.table

  // Unconditional, because a negative number looks like an option.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print at most this many batches. (default: 100)", valueName: "rows"))
  var limit: Int?

  @Flag(help: "Print all batches, however many there are.")
  var all = false

  @Option(help: ArgumentHelp("Start after the batch with this id.", valueName: "id"))
  var after: String?

  @Option(
    help: ArgumentHelp(
      "Print these fields, with commas between them, in place of the usual ones.",
      discussion: """
        Those of the API, metadata.KEY, and name, model, verdict, total, completed, failed, \
        progress, age, duration, in_state, left, kept, ended_at, tokens, profile, cost.
        """,
      valueName: "names"))
  var fields: String?

  // Unconditional, because -column looks like an option.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Sort by a column of the browser; -column for the largest or latest first.",
      valueName: "column"),
    completion: .list(ListColumn.allCases.map(\.name).flatMap { [$0, "-\($0)"] }))
  var sort: String?

  @OptionGroup var schema: SchemaOption
  @Flag(
    name: .customLong("from-history"),
    help: "Print what was read before, without a request; standard error says how old it is.")
  var fromHistory = false

  @Flag(
    help: """
      With --all, read only what may have changed since the last time: new batches, and those that \
      had not ended.
      """)
  var incremental = false

  @OptionGroup var history: HistoryOptions
  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  var settings: ListSettings {
    ListSettings(
      output: output, limit: limit, all: all, after: after, filter: filter, fields: fields,
      sort: sort, fromHistory: fromHistory, incremental: incremental, schema: schema.schema,
      history: history.settings, server: server.settings, appearance: appearance.settings)
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }

  func run() async throws { await ending(settings) { await ListRun($0).run() } }
}

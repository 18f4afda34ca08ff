import ArgumentParser

/// `lazybatch history`: what is remembered of an account.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show, export or clear what was read of an account before.",
    discussion: """
      `lazybatch list` keeps the batches that it reads in an SQLite file, one for each server and key, \
      which any SQLite program can read: docs/history.md describes its tables. It never holds a key, a \
      prompt or an answer. No command of this group sends a request.

      EXAMPLES
        lazybatch history stats
        sqlite3 "$(lazybatch history path)" 'select status, count(*) from batches group by 1'
        lazybatch history export --changes --output csv
        lazybatch history clear --before 2026-01-01

      LAZYBATCH_HISTORY=off in the environment keeps nothing. See `lazybatch --help` for everything else.
      """,
    subcommands: [
      HistoryPathCommand.self, HistoryStatsCommand.self, HistoryClearCommand.self,
      HistoryExportCommand.self,
    ])
}

/// `lazybatch history path`: where the file is.
struct HistoryPathCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Print the path of the file, whether or not it is there.")

  @OptionGroup var account: AccountOptions

  func run() async throws {
    let settings = account.settings
    await ending(settings) { await HistoryRun($0).printPath() }
  }
}

/// `lazybatch history stats`: how much is known.
struct HistoryStatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Print how much is known, and since when.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @Option(help: "How to print the numbers.")
  var output = Format.table

  @OptionGroup var account: AccountOptions

  func run() async throws {
    let (settings, output) = (account.settings, output)
    await ending(settings) { await HistoryRun($0).stats(as: output) }
  }
}

/// `lazybatch history clear`: forgets what was seen.
struct HistoryClearCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear", abstract: "Forget all batches, or those not seen since a date.",
    discussion: """
      Without --before, the file is removed, with damaged ones that were set aside. Nothing changes on \
      the server.
      """)

  @Option(
    help: ArgumentHelp(
      "Forget batches not seen since then, and changes before: 2026-01-31, yesterday, 90d.",
      valueName: "date"))
  var before: String?

  @OptionGroup var account: AccountOptions

  func run() async throws {
    let (settings, before) = (account.settings, before)
    await ending(settings) { await HistoryRun($0).clear(before: before) }
  }
}

/// `lazybatch history export`: everything that is known.
struct HistoryExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print all batches that were seen, those that are gone from the server too.",
    discussion: """
      Each record has the batch under `batch` (in csv, its fields as columns), and first_seen, last_seen \
      and gone_since in seconds since 1970.
      """)

  @Option(help: "How to print the records.")
  var output = ExportFormat.jsonl

  @Flag(help: "Print the changes that were seen instead.")
  var changes = false

  @OptionGroup var account: AccountOptions

  func run() async throws {
    let (settings, output, changes) = (account.settings, output, changes)
    await ending(settings) { await HistoryRun($0).export(as: output, changes: changes) }
  }
}

enum ExportFormat: String, ExpressibleByArgument, CaseIterable { case json, jsonl, csv }

/// The options of commands that work on the history of an account alone.
struct AccountOptions: ParsableArguments {
  @Option(
    name: .customLong("history"),
    help: ArgumentHelp("The one that is kept under this name.", valueName: "name"))
  var name: String?

  @OptionGroup var server: ServerOptions

  var settings: AccountSettings {
    AccountSettings(history: HistorySettings(name: name), server: server.settings)
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }
}

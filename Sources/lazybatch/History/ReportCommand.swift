import ArgumentParser

/// `lazybatch report`: what has changed.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Print which batches are new, have ended or are gone since a date.",
    usage: "lazybatch report [--since <date>] [<options>]",
    discussion: """
      Brings the history of the account up to date, as `lazybatch list --all --incremental` does, and \
      prints what was seen to change. What changed before the first reading is not known; the time is \
      that at which a change was seen.

      EXAMPLES
        lazybatch report --since yesterday
        lazybatch report --since 12h --output json | jq .counts
        lazybatch report --from-history --output markdown >report.md

      See `lazybatch --help` for everything else.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  @Option(
    help: ArgumentHelp(
      "Print what was seen since then: 2026-01-31, 2026-01-31T08:00, yesterday, 12h.",
      valueName: "date"))
  var since = ReportSettings().since

  @Option(help: "How to print the changes.")
  var output = Format.text

  @Flag(name: .customLong("from-history"), help: "Send no request.")
  var fromHistory = false

  @OptionGroup var account: AccountOptions
  @OptionGroup var appearance: AppearanceOptions

  func run() async throws {
    let settings = ReportSettings(
      since: since, output: output, fromHistory: fromHistory, account: account.settings,
      appearance: appearance.settings)
    await ending(settings) { await ReportRun($0).run() }
  }
}

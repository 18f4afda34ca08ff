import ArgumentParser

/// `lazybatch wait`: returns when batches have ended.
struct WaitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait for batches to end, with a line for each change.",
    usage: "lazybatch wait <id> ... | <filter> [<options>] [--exec <command> ...]",
    discussion: """
      A filter, as in `lazybatch list`, waits for those of the matching batches that have not ended \
      yet; those that have count for the exit status. The list is read from its newest end until every awaited batch was on a page: every five \
      seconds after a change, then less and less often, down to once a minute.

      EXAMPLES
        lazybatch wait batch_abc123 && ./next-step
        lazybatch wait 'name:nightly created>today' --timeout 12h
        lazybatch wait batch_1 batch_2 --any --exec notify-send 'batch ended'

      --exec runs the rest of the line for each batch that ends, without a shell, with LAZYBATCH_ID, \
      LAZYBATCH_NAME and LAZYBATCH_STATUS in its environment. The status of one that disappeared is \
      "gone". When the time is over, or a \
      signal ends wait, a program that still runs gets SIGTERM.

      Exits with 0 when all ended well, 1 when one failed, expired, was cancelled, disappeared or \
      completed with failed requests, 66 when an id is unknown or no batch matches, 71 when the program \
      of --exec cannot be run, 75 when --timeout has passed, 130 after ^C. \
      See `lazybatch --help` for everything else.
      """)

  @Argument(help: ArgumentHelp("The ids of batches, or a filter.", valueName: "id or filter"))
  var words: [String] = []

  @Option(
    help: ArgumentHelp(
      "Give up after this time, such as 90s, 30m or 12h.", valueName: "span"))
  var timeout: String?

  @Option(
    help: ArgumentHelp(
      "Look at the list this often. (default: from 5s to 60s)", valueName: "span"))
  var interval: String?

  @Flag(help: "Return when the first of them has ended.")
  var any = false

  @Option(
    name: .customLong("exec"), parsing: .remaining,
    help: ArgumentHelp(
      "Run this for each batch that ends; takes the rest of the line.", valueName: "command"))
  var program: [String] = []

  @OptionGroup var server: ServerOptions

  var settings: WaitSettings {
    WaitSettings(
      words: words, timeout: timeout, interval: interval, any: any,
      program: program.isEmpty && !Self.endsWithExec(CommandLine.arguments) ? nil : program,
      server: server.settings)
  }

  /// Whether `--exec` is there and nothing behind it, which the parser does not distinguish from neither.
  private static func endsWithExec(_ arguments: [String]) -> Bool {
    ["--exec", "--exec="].contains(arguments.last) && !arguments.contains("--")
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }

  func run() async throws { await ending(settings) { await WaitRun($0).run() } }
}

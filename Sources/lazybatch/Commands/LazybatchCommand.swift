import ArgumentParser
import Glibc

struct LazybatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lazybatch",
    abstract: "Browse an organisation's LLM batch jobs in the terminal.",
    usage: "lazybatch [<command>] [<options>]",
    discussion: """
      Reads batches from SiliconFlow, many other providers, or any server with OpenAI's batch API. \
      Only `lazybatch cancel`, and the key x with --allow-cancel, change anything on the server.

      EXAMPLES
        lazybatch --demo                     try it without a key or a server
        lazybatch                            browse your organisation's batches
        lazybatch --provider openai          use another provider
        lazybatch list --all --output json   print all batches, for scripts
        lazybatch count                      count batches by status and verdict
        lazybatch show batch_abc123          print everything about one batch
        lazybatch wait batch_abc123          return when it has ended
        lazybatch errors batch_abc123        group its failed requests by cause
        lazybatch report --since yesterday   print what has changed since then
        lazybatch simulate --batches 250     run a server to test clients with
        lazybatch --version --verbose        print what a report of a bug needs

      ENVIRONMENT
        SILICONFLOW_API_KEY    the key; not an option, because other users can
                               see the arguments of a process
        SILICONFLOW_BASE_URL   the server, unless --base-url is given
        https_proxy, no_proxy  and related variables, as in curl
        SSL_CERT_FILE          root certificates that replace the system's; also
                               SSL_CERT_DIR and CURL_CA_BUNDLE
        LAZYBATCH_HISTORY      off: do not remember what is read
        NO_COLOR               if set, no colour; CLICOLOR=0 is the same, and
                               CLICOLOR_FORCE=1 colours what goes into a pipe
        TZ                     the time zone of local times
      Other providers have their own variables, such as OPENAI_API_KEY.

      EXIT STATUS
         0  success                       73  a file cannot be written
         1  not all went well (wait,      74  standard output cannot be written
            cancel)
        64  wrong usage, or no terminal   75  try again later
        66  no such batch or file         77  no key, or no permission
        69  the server failed            130  interrupted by ^C
        71  the system lacks something

      In the browser, ? shows all keys and q quits.
      """,
    version: Version.text,
    subcommands: [
      BrowseCommand.self, ListCommand.self, CountCommand.self, ShowCommand.self, WaitCommand.self,
      ErrorsCommand.self, ResultsCommand.self, DownloadCommand.self, RetryFileCommand.self,
      CancelCommand.self, HistoryCommand.self, ReportCommand.self, ConfigCommand.self,
      SimulateCommand.self,
    ],
    defaultSubcommand: BrowseCommand.self)

  /// Answered before the parser is asked, see `QuickArguments`.
  @Flag(help: "With --version: also print what a report of a bug needs; never a key.")
  var verbose = false

  func validate() throws {
    if verbose { throw ValidationError("--verbose is for `lazybatch --version --verbose`.") }
  }
}

/// Runs a command and exits immediately with its status, without exit handlers: those of libraries
/// take longer than the command, and OpenSSL's pulls the rug from under threads that still use it.
func ending(_ run: @Sendable () async -> Int32) async -> Never { _exit(await run()) }

import ArgumentParser
import Glibc

struct LazybatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lazybatch",
    abstract: "Browse an organisation's LLM batch jobs in the terminal.",
    discussion: """
      Reads batches from SiliconFlow or any OpenAI-compatible server. It only reads: nothing on the \
      server is ever changed.

      EXAMPLES
        lazybatch --demo                     try it, without a key or a server
        lazybatch                            browse your organisation's batches
        lazybatch --provider openai          another server of the same API
        lazybatch list --all --output json   all of them, for scripts
        lazybatch show batch_abc123          everything about one
        lazybatch simulate --batches 250     a server to try clients against

      ENVIRONMENT
        SILICONFLOW_API_KEY    the key; never an argument, where others read it
        SILICONFLOW_BASE_URL   the server, where --base-url names none
        https_proxy, no_proxy  and their kin, as with curl
        SSL_CERT_FILE          root certificates that replace the usual ones; also
                               SSL_CERT_DIR and CURL_CA_BUNDLE
        NO_COLOR               when set, no colour
        TZ                     the zone of local times
      Other providers have variables of their own, such as OPENAI_API_KEY.

      EXIT STATUS
         0  done                          73  the log file cannot be written
        64  wrong usage, or no terminal   74  standard output cannot be written
        66  no such batch                 75  try again later
        69  the server failed             77  no key, or no permission
                                         130  after ^C

      Inside, ? shows all keys and q quits.
      """,
    version: Version.text,
    subcommands: [BrowseCommand.self, ListCommand.self, ShowCommand.self, SimulateCommand.self],
    defaultSubcommand: BrowseCommand.self)
}

/// Does what a command is for and ends the process with its status, at once: what libraries tidy up
/// at the end takes longer than the answer, and OpenSSL takes itself apart under the threads that
/// still use it or set it up.
func ending(_ run: @Sendable () async -> Int32) async -> Never { _exit(await run()) }

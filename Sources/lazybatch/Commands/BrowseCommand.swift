import ArgumentParser
import Browser
import Glibc
import NcursesTerminal

/// `lazybatch` and `lazybatch browse`: the browser in full-screen mode.
struct BrowseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Browse batches in the terminal (what happens without a command, too).",
    usage: "lazybatch browse [<options>]",
    discussion: """
      EXAMPLES
        lazybatch --demo
        lazybatch --provider openai
        lazybatch --api-key-command 'pass show siliconflow'
        lazybatch --base-url http://localhost:8080/v1 --page-size 20

      Inside, ? shows all keys and q quits.
      """)

  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  @Option(
    help: ArgumentHelp(
      "How the end of a batch that is followed (F) is told outside of the screen.",
      discussion: "desktop: the bell, and a notice (OSC 9, OSC 777) where the terminal knows them.")
  )
  var notify = Notice.off

  func run() async throws {
    try await reportingFailures {
      let environment = ProcessEnvironment.takingKeys()
      let plan = try ServerPlan(server, environment: environment)
      let description = try describeTerminal(environment)
      let files = DiskFileStore(home: environment["HOME"])
      try await plan.withServer(server, environment: environment) {
        try await browse($0, in: description, files: files)
      }
    }
  }

  /// Before anybody is asked for a key, and before a server is started or asked.
  private func describeTerminal(
    _ environment: [String: String]
  ) throws(Failure) -> TerminalDescription {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw .usage(
        "The browser needs a terminal for its input and output, and one of them is none; "
          + "`lazybatch list` prints the batches without one")
    }
    do {
      return try TerminalDescription(environment: environment)
    } catch {
      throw .usage(error.description)
    }
  }

  /// Holds the main actor for as long as the screen is open; nothing else asks for it. A thread of
  /// the pool, of which there are as many as processors, must not wait for keys.
  @MainActor
  private func browse(
    _ server: Server, in description: TerminalDescription, files: DiskFileStore
  ) throws {
    let service = EarlyPage(pageSize: self.server.pageSize, of: server.service)
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        description: description, color: appearance.color, ascii: appearance.ascii)
    } catch let error as TerminalError {
      service.cancel()
      throw Failure.usage(error.description)
    }
    let settings = BrowserState.Settings(
      serverName: server.name, pageSize: self.server.pageSize, zone: .system, notice: notify,
      seed: UInt64.random(in: 0 ... .max))
    let state = BrowserState(
      settings: settings, size: terminal.size, repertoire: terminal.repertoire,
      now: WallClock.now)
    let loop = BrowserLoop(
      state: state, terminal: terminal, service: service, files: files,
      clock: { WallClock.now })
    let exit = loop.run()
    terminal.close()
    if let signal = exit.signal { NcursesTerminal.raiseDefault(signal) }
    if exit.status != 0 { throw ExitCode(exit.status) }
  }
}

extension Notice: ExpressibleByArgument {}

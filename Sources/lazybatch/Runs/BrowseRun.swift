import Browser
import Glibc
import NcursesTerminal
import Screen

/// The settings of `lazybatch browse`.
struct BrowseSettings: Sendable, Hashable {
  var server = ServerSettings()
  var appearance = AppearanceSettings()
  /// How to notify the user when a followed batch finishes.
  @Sourced var notify = Notice.off
  /// Whether batches may be cancelled.
  var allowsCancel = false

  var history = HistorySettings()
  /// Which key means which command.
  var keymap = Keymap.standard
  /// What is wrong with the configuration file, as a sentence; nil for nothing.
  var complaint: String?

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? { server.problem ?? history.problem }
}

extension BrowseSettings {
  /// Says on standard error what is wrong with the configuration file where the body fails, which may be
  /// the reason: then there is no screen to say it on.
  fileprivate func mentioningComplaint<Value>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      if let complaint { StandardError.note(complaint) }
      throw error
    }
  }
}

/// The browser in full-screen mode.
struct BrowseRun: Sendable {
  /// As the command line has them.
  private let given: BrowseSettings

  init(_ settings: BrowseSettings) { given = settings }

  /// - Returns: the exit status.
  func run() async -> Int32 {
    var status: Int32 = 0
    let failure = await reportingFailures {
      var configuration = try Configuration(for: given.server, startsAnyway: true)
      var settings = try given.completed(by: configuration)
      let environment = ProcessEnvironment.withdrawingKeys(settings.server.secretVariables)
      var plan = try settings.mentioningComplaint { () throws(Failure) in
        try ServerPlan(settings.server, environment: environment)
      }
      let session = await BrowserSession(
        in: try describeTerminal(environment),
        files: DiskFileStore(home: environment["HOME"], temporaryFolder: environment["TMPDIR"]))
      while true {
        if plan.asksOnTerminal { await session.closeTerminal() }
        let profiles = ProfileChoice(given, configuration, environment)
        let exit = try await open(plan, settings, session, profiles, environment)
        guard let name = exit.profile else {
          status = exit.status
          break
        }
        try configuration.use(name)
        settings = try given.completed(by: configuration)
        // What was wrong was said at the start.
        settings.complaint = nil
        plan = try ServerPlan(settings.server, environment: environment)
      }
      await session.end()
    }
    return failure == 0 ? status : failure
  }

  private func open(
    _ plan: ServerPlan, _ settings: BrowseSettings, _ session: BrowserSession,
    _ profiles: ProfileChoice, _ environment: [String: String]
  ) async throws -> BrowserLoop.Exit {
    do {
      return try await plan.withServer(settings.server, environment: environment) { server in
        try await session.browse(
          server, settings, profiles: profiles,
          viewFile: settings.history.viewFile(of: server.account, environment: environment),
          history: server.history(settings.history, environment: environment))
      }
    } catch {
      // The screen must not keep what is said on standard error from being seen.
      await session.end()
      throw error
    }
  }

  /// Called before a key command runs, and before a server is started or contacted.
  private func describeTerminal(
    _ environment: [String: String]
  ) throws(Failure) -> TerminalDescription {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw .usage(
        "The browser needs a terminal for both input and output; "
          + "`lazybatch list` prints the batches without one")
    }
    do {
      return try TerminalDescription(environment: environment)
    } catch {
      throw .usage(error.description)
    }
  }
}

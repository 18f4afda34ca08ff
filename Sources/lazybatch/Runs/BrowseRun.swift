import BatchHistory
import BatchInsight
import Batches
import Browser
import Glibc
import NcursesTerminal
import Screen

/// The settings of `lazybatch browse`.
struct BrowseSettings: Sendable, Hashable {
  var server = ServerSettings()
  var appearance = AppearanceSettings()
  /// How to notify the user when a followed batch finishes.
  var notify = Notice.off
  /// Whether batches may be cancelled.
  var allowsCancel = false

  var history = HistorySettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? { server.problem ?? history.problem }
}

/// The browser in full-screen mode.
struct BrowseRun: Sendable {
  private let settings: BrowseSettings

  init(_ settings: BrowseSettings) { self.settings = settings }

  /// - Returns: the exit status.
  func run() async -> Int32 {
    var status: Int32 = 0
    let failure = await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys()
      let plan = try ServerPlan(settings.server, environment: environment)
      let description = try describeTerminal(environment)
      let width = try settings.appearance.ambiguousWidth(environment: environment)
      let files = DiskFileStore(
        home: environment["HOME"], temporaryFolder: environment["TMPDIR"])
      status = try await plan.withServer(settings.server, environment: environment) {
        try await browse(
          $0, in: description, ambiguousWidth: width, files: files,
          viewFile: settings.history.viewFile(of: $0.account, environment: environment),
          history: $0.history(settings.history, environment: environment))
      }
    }
    return failure == 0 ? status : failure
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

  /// Blocks the main actor while the screen is open; nothing else uses it. A thread of the pool, which
  /// has only one per processor, must not wait for keys.
  @MainActor
  private func browse(
    _ server: Server, in description: TerminalDescription, ambiguousWidth: AmbiguousWidth,
    files: DiskFileStore, viewFile: ViewFile?, history: sending SQLiteHistory?
  ) async throws -> Int32 {
    let service = PrefetchingService(pageSize: settings.server.pageSize, of: server.service)
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(
        description: description, color: settings.appearance.color,
        ascii: settings.appearance.ascii, ambiguousWidth: ambiguousWidth)
    } catch let error as TerminalError {
      service.cancel()
      throw Failure.usage(error.description)
    }
    let zone = LocalZone(environment: ProcessEnvironment.variables)
    var browser = BrowserState.Settings(
      serverName: server.name, pageSize: settings.server.pageSize, zone: zone.rules,
      unknownZone: zone.unknown, notice: settings.notify,
      seed: UInt64.random(in: 0 ... .max))
    browser.dialect = server.dialect
    browser.allowsCancel = settings.allowsCancel
    browser.unknownTerminal = description.unknownName.map { ($0, description.name) }
    browser.keepsHistory = history != nil
    var state = BrowserState(
      settings: browser, size: terminal.size, charset: terminal.charset,
      now: SystemClock.now)
    let view = viewFile.flatMap { Self.view(in: $0, telling: &state) }
    if let view { state.restore(view) }
    var keeper: HistoryKeeper?
    if let history {
      let first = Self.firstRows(of: history, count: terminal.size.rows)
      if let first { state.begin(with: RecalledRows(first), at: view?.place ?? ListPlace()) }
      if let damaged = history.damaged { state.note(.damaged(damaged)) }
      keeper = HistoryKeeper(history, behind: first?.last)
    }
    let loop = BrowserLoop(
      state: state, terminal: terminal, service: service, files: files,
      batchFiles: server.files, history: keeper, clock: { SystemClock.now })
    let recorder = loop.recorder
    let exit = loop.run()
    // A terminal that goes away sends signals, which would end the program once they have their default
    // actions again.
    let isHungUp = exit.status == 128 + SIGHUP
    let names = TemporaryFileNames.ofCommand
    if isHungUp {
      if loop.keptView != view { viewFile?.write(loop.keptView, names: names) }
      await recorder?.finished()
    }
    terminal.close()
    if !isHungUp, loop.keptView != view { viewFile?.write(loop.keptView, names: names) }
    if !isHungUp { await recorder?.finished() }
    if let signal = exit.signal { NcursesTerminal.raiseDefault(signal) }
    return exit.status
  }

  /// Rows that fill the screen, so that they are there at once.
  /// - Returns: nil where there is no history yet, or none that can be read.
  private static func firstRows(
    of history: SQLiteHistory, count: Int
  ) -> HistoryPage? {
    guard history.exists,
      let page = try? history.rows(.present, after: nil, limit: count),
      !page.rows.isEmpty
    else { return nil }
    return page
  }

  /// How the user left the browser; nil where that is not known.
  private static func view(in file: ViewFile, telling state: inout BrowserState) -> KeptView? {
    do {
      return try file.read()
    } catch {
      state.noteDamagedView(file.path)
      return nil
    }
  }
}

import BatchHistory
import BatchInsight
import Batches
import Browser
import Glibc
import NcursesTerminal
import Screen

/// The terminal that the browser runs in, with one profile after the other.
///
/// Blocks the main actor while the screen is open; nothing else uses it. A thread of the pool, which has
/// only one per processor, must not wait for keys.
@MainActor
final class BrowserSession {
  private let description: TerminalDescription
  private let files: DiskFileStore
  /// nil before it is opened, and after it is closed.
  private var terminal: NcursesTerminal?
  /// How it looked under the profile before.
  private var choices: ScreenChoices?
  /// What is still written of the profiles before.
  private var recorders: [Recorder] = []
  /// How the last one was left, and where that is kept.
  private var left: (view: KeptView, file: ViewFile)?
  private var exit: BrowserLoop.Exit?

  init(in description: TerminalDescription, files: DiskFileStore) {
    self.description = description
    self.files = files
  }

  func closeTerminal() {
    terminal?.close()
    terminal = nil
  }

  /// Gives the terminal back, once what was read is kept; raises the signal that ended the browser.
  func end() async {
    // A terminal that goes away sends signals, which would end the program once they have their default
    // actions again.
    let isHungUp = exit?.status == 128 + SIGHUP
    if isHungUp { await finishRecording() }
    closeTerminal()
    if !isHungUp { await finishRecording() }
    if let signal = exit?.signal { NcursesTerminal.raiseDefault(signal) }
  }

  private func finishRecording() async {
    keepView()
    for recorder in recorders { await recorder.finished() }
    recorders = []
  }

  private func keepView() {
    guard let (view, file) = left else { return }
    file.write(view, names: .ofCommand)
    left = nil
  }

  func browse(
    _ server: Server, _ settings: BrowseSettings, profiles: ProfileChoice, viewFile: ViewFile?,
    history: sending SQLiteHistory?
  ) throws -> BrowserLoop.Exit {
    keepView()
    let service = PrefetchingService(pageSize: settings.server.pageSize, of: server.service)
    let terminal: NcursesTerminal
    do {
      terminal = try self.terminal ?? open(settings.appearance)
    } catch let error as TerminalError {
      service.cancel()
      throw Failure.usage(error.description)
    }
    self.terminal = terminal
    let zone = LocalZone(environment: ProcessEnvironment.variables)
    var browser = BrowserState.Settings(
      serverName: server.name, pageSize: settings.server.pageSize, zone: zone.rules,
      unknownZone: zone.unknown, notice: settings.notify,
      keymap: settings.keymap, seed: UInt64.random(in: 0 ... .max))
    browser.complaint = settings.complaint
    browser.dialect = server.dialect
    browser.consolePage = server.account.flatMap {
      server.dialect.consolePage(ofServerAt: $0.server)
    }
    browser.allowsCancel = settings.allowsCancel
    browser.unknownTerminal = description.unknownName.map { ($0, description.name) }
    browser.keepsHistory = history != nil
    browser.profiles = profiles.names
    browser.profile = server.profile?.name
    var state = BrowserState(
      settings: browser, size: terminal.size, charset: terminal.charset,
      now: SystemClock.now)
    if let choices { state.adopt(choices) }
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
      batchFiles: server.files, history: keeper, refuse: profiles.refusal,
      clock: { SystemClock.now })
    let exit = loop.run()
    if let recorder = loop.recorder { recorders.append(recorder) }
    service.cancel()
    choices = loop.choices
    if let viewFile, loop.keptView != view { left = (loop.keptView, viewFile) }
    self.exit = exit
    return exit
  }

  private func open(_ appearance: AppearanceSettings) throws -> NcursesTerminal {
    try NcursesTerminal(
      description: description, color: appearance.color, ascii: appearance.ascii,
      ambiguousWidth: appearance.ambiguousWidth)
  }

  /// Rows that fill the screen, so that they are there at once.
  /// - Returns: nil where there is no history yet, or none that can be read.
  nonisolated private static func firstRows(
    of history: SQLiteHistory, count: Int
  ) -> HistoryPage? {
    guard history.exists,
      let page = try? history.rows(.present, after: nil, limit: count),
      !page.rows.isEmpty
    else { return nil }
    return page
  }

  /// How the user left the browser; nil where that is not known.
  nonisolated private static func view(
    in file: ViewFile, telling state: inout BrowserState
  ) -> KeptView? {
    do {
      return try file.read()
    } catch {
      state.noteDamagedView(file.path)
      return nil
    }
  }
}

import Batches
import Browser
import Glibc
import NcursesTerminal
import Preferences

/// Settings of a command that the file and the environment complete.
protocol Configurable: Sendable {
  var serverSettings: ServerSettings { get }
  /// Whether it can be about several profiles at once.
  static var mergesProfiles: Bool { get }
  /// Takes what the command line did not give.
  mutating func adopt(_ configuration: Configuration) throws(Failure)
}

extension Configurable {
  static var mergesProfiles: Bool { false }
}

/// Completes the settings of a command, runs it and exits with its status.
func ending<Settings: Configurable>(
  _ settings: Settings, _ run: @Sendable (Settings) async -> Int32
) async -> Never {
  var settings = settings
  let failure = await reportingFailures {
    let configuration = try Configuration(
      for: settings.serverSettings, merging: Settings.mergesProfiles)
    try settings.adopt(configuration)
  }
  if failure != 0 { _exit(failure) }
  _exit(await run(settings))
}

/// The same with an appearance beside the settings.
func ending<Settings: Configurable>(
  _ settings: Settings, _ appearance: AppearanceSettings,
  _ run: @Sendable (Settings, AppearanceSettings) async -> Int32
) async -> Never {
  await ending(Styled(settings: settings, appearance: appearance)) {
    await run($0.settings, $0.appearance)
  }
}

private struct Styled<Settings: Configurable>: Configurable {
  var settings: Settings
  var appearance: AppearanceSettings

  var serverSettings: ServerSettings { settings.serverSettings }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try settings.adopt(configuration)
    try appearance.adopt(configuration)
  }
}

extension Configuration {
  /// Reads the file and chooses the profile; mentions on standard error what is wrong with the file.
  /// - Parameters:
  ///   - startsAnyway: whether that is left to the command, which also runs without a file that cannot be
  ///     read.
  ///   - merging: whether several profiles may be named, which `accounts` completes then.
  init(
    for server: ServerSettings, startsAnyway: Bool = false, merging: Bool = false
  ) throws(Failure) {
    self.init(environment: ProcessEnvironment.variables)
    // The demo has an account of its own.
    let isMerged = merging && server.namesProfiles
    if !server.demo, !isMerged { try use(server.profileName) }
    guard !startsAnyway, let complaint else { return }
    // Whose batches are meant is not known without it.
    if preferences.isUnknown, !server.demo { throw .usage(complaint) }
    StandardError.note(complaint)
  }
}

extension ServerSettings {
  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    secretVariables = configuration.secretVariables
    let provider = try configuration.text(OptionTable.provider).flatMap { Dialect(named: $0) }
    if let provider, !$provider.isGiven { $provider.fill(provider) }
    if !$pageSize.isGiven, let rows = try configuration.integer(OptionTable.pageSize) {
      $pageSize.fill(rows)
    }
    if logFile == nil { logFile = try configuration.text(OptionTable.logFile) }
    guard let chosen = configuration.profile else { return }
    profile = ServerProfile(chosen, provider: provider ?? ServerSettings().provider)
    if chosen.bool(OptionTable.allowInsecureHTTP) == true { allowsInsecureHTTP = true }
  }
}

extension AppearanceSettings {
  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    if !$color.isGiven,
      let choice = try configuration.text(OptionTable.color).flatMap(ColorChoice.init(rawValue:))
    {
      $color.fill(choice)
    }
    if !ascii { ascii = try configuration.isOn(OptionTable.ascii) }
    if !$ambiguousWidth.isGiven,
      let width = try configuration.text(OptionTable.ambiguousWidth)
        .flatMap(AmbiguousWidth.init(rawValue:))
    {
      $ambiguousWidth.fill(width)
    }
  }
}

extension HistorySettings {
  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    isOffByDefault = try !configuration.isOn(OptionTable.history)
  }
}

// MARK: Commands

extension BrowseSettings: Configurable {
  var serverSettings: ServerSettings { server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
    try appearance.adopt(configuration)
    try history.adopt(configuration)
    if !$notify.isGiven,
      let notice = try configuration.text(OptionTable.notify).flatMap(Notice.init(rawValue:))
    {
      $notify.fill(notice)
    }
    if !allowsCancel { allowsCancel = try configuration.isOn(OptionTable.allowCancel) }
    keymap = configuration.preferences.keymap.keymap
    complaint = configuration.complaint
  }
}

extension BrowseSettings {
  func completed(by configuration: Configuration) throws(Failure) -> BrowseSettings {
    var settings = self
    try settings.adopt(configuration)
    return settings
  }
}

extension Configuration {
  /// The settings of a server under each of the profiles that they name; empty where they do not name
  /// several.
  func accounts(of server: ServerSettings) throws(Failure) -> [ServerSettings] {
    guard server.namesProfiles, let text = server.profileName else { return [] }
    var accounts: [ServerSettings] = []
    for name in text.split(separator: ",").map({ String($0).trimmingWhitespace() }) {
      if accounts.contains(where: { $0.profile?.name == name }) { continue }
      var configuration = self
      try configuration.use(name)
      var account = server
      try account.adopt(configuration)
      accounts.append(account)
    }
    return accounts
  }
}

extension ListSettings: Configurable {
  var serverSettings: ServerSettings { server }
  static var mergesProfiles: Bool { true }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
    try appearance.adopt(configuration)
    try history.adopt(configuration)
    accounts = try configuration.accounts(of: server)
  }
}

extension CountSettings: Configurable {
  var serverSettings: ServerSettings { server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
    try appearance.adopt(configuration)
  }
}

extension ShowSettings: Configurable {
  var serverSettings: ServerSettings { server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
    try appearance.adopt(configuration)
  }
}

extension ReportSettings: Configurable {
  var serverSettings: ServerSettings { account.server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try account.adopt(configuration)
    try appearance.adopt(configuration)
  }
}

extension AccountSettings: Configurable {
  var serverSettings: ServerSettings { server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
    try history.adopt(configuration)
  }
}

extension WaitSettings: Configurable {
  var serverSettings: ServerSettings { server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
  }
}

extension CancelSettings: Configurable {
  var serverSettings: ServerSettings { server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
  }
}

extension ResultSettings: Configurable {
  var serverSettings: ServerSettings { server }

  mutating func adopt(_ configuration: Configuration) throws(Failure) {
    try server.adopt(configuration)
  }
}

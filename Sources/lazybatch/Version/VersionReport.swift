import BatchClient
import BatchHistory
import Batches
import FileDescriptors
import Glibc
import NcursesTerminal
import Preferences
import Screen
import Secrets

/// `lazybatch --version --verbose`: what a report of a bug needs. Names of variables that may hold a secret
/// appear, their values never.
struct VersionReport: Sendable {
  /// A line: what is described, and the description.
  typealias Line = (label: String, text: String)

  /// What is asked of the system and of libraries.
  struct Facts: Sendable, Hashable {
    var system = ""
    var libraries: [Library] = []
    var terminal = ""
    /// nil where standard output is no terminal.
    var size: TerminalSize?
    var locale = ""
  }

  struct Library: Sendable, Hashable {
    var name: String
    var version: String
  }

  struct TerminalSize: Sendable, Hashable {
    var columns: Int
    var rows: Int
  }

  let facts: Facts
  let environment: [String: String]

  /// Prints the report on standard output.
  /// - Returns: the exit status.
  static func printed() async -> Int32 {
    await reportingFailures {
      let environment = ProcessEnvironment.withdrawingKeys()
      let report = VersionReport(facts: Facts(environment: environment), environment: environment)
      try StandardOutput().write(Array(report.text.utf8))
    }
  }

  /// Lines of a label and its description, all of them below the program's name and version.
  var text: String {
    let mask = KeyMask(
      Dialect.allKeyVariables.compactMap { environment[$0].flatMap { try? APIKey($0) } })
    let lines = lines.filter { !$0.text.isEmpty }
    let width = lines.map(\.label.count).max() ?? 0
    return "lazybatch \(Version.text)\n"
      + lines.map { line in
        let gap = String(repeating: " ", count: width - line.label.count + 2)
        // What variables say may contain anything.
        return "  \(line.label)\(gap)\(mask(ScreenText.harmless(line.text)))\n"
      }.joined()
  }

  private var lines: [Line] {
    [("system", facts.system), ("compiler", Self.compiler)]
      + facts.libraries.map { ($0.name, $0.version) }
      + [
        ("terminal", facts.terminal),
        ("size", facts.size.map { "\($0.columns)x\($0.rows)" } ?? "standard output is no terminal"),
        ("inside", surroundings),
        ("locale", facts.locale),
        ("time zone", environment["TZ", default: ""]),
        ("configuration", configuration),
        ("history", history),
        ("key variables", names(of: Dialect.allKeyVariables)),
        ("other variables", names(of: Self.notedVariables)),
      ]
  }

  // MARK: The environment

  /// Programs between this one and the terminal, as far as variables tell.
  private var surroundings: String {
    var found: [String] = []
    if let program = environment["TERM_PROGRAM"], !program.isEmpty {
      let version = environment["TERM_PROGRAM_VERSION", default: ""]
      found.append(version.isEmpty ? program : "\(program) \(version)")
    }
    for (name, variable) in [
      ("tmux", "TMUX"), ("GNU screen", "STY"), ("Zellij", "ZELLIJ"), ("SSH", "SSH_CONNECTION"),
      ("VTE", "VTE_VERSION"), ("WSL", "WSL_DISTRO_NAME"),
    ]
    where !environment[variable, default: ""].isEmpty
      && !found.contains(where: { $0.hasPrefix(name) })
    {
      found.append(name)
    }
    return found.joined(separator: ", ")
  }

  private var configuration: String {
    guard let file = ConfigurationFile(environment: environment) else { return "none" }
    return shortened(file.path) + (access(file.path, F_OK) == 0 ? "" : ", which does not exist")
  }

  private var history: String {
    let folder = HistorySettings.folder(environment).map(shortened) ?? "no place"
    guard let variable = OptionTable.history.variable, environment[variable] == "off" else {
      return folder
    }
    return "\(folder), off by \(variable)"
  }

  /// The user's name is nobody's business.
  private func shortened(_ path: String) -> String {
    guard let home = environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else {
      return path
    }
    return "~" + path.dropFirst(home.count)
  }

  /// Which of the variables are set.
  private func names(of variables: [String]) -> String {
    variables.filter { !environment[$0, default: ""].isEmpty }.joined(separator: ", ")
  }

  /// Variables that change what the program does. Proxies hold passwords, and addresses may.
  private static let notedVariables =
    [
      "https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
      "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE",
      "COLORTERM", "ESCDELAY", "LD_PRELOAD", "TERMINFO", "TERMINFO_DIRS",
    ] + [ConfigurationFile.variable] + OptionTable.all.compactMap(\.variable)
    + Set(Dialect.all.flatMap { $0.server.addressVariables.map(\.name) }).sorted()

  // MARK: The build

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or newer"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }
}

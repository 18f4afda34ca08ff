/// When to use colour.
public enum ColorChoice: String, Sendable, Hashable, CaseIterable {
  /// If the terminal supports it, unless a variable says otherwise; see `heeding(_:)`.
  case auto
  /// If the terminal supports it, whatever the variables say.
  case always
  case never

  /// What is left to decide after the variables `NO_COLOR` (no-color.org), `CLICOLOR_FORCE` and `CLICOLOR`
  /// (bixense.com/clicolors), of which the first one that says anything counts. They have no say where the
  /// user chose on the command line.
  ///
  /// - Returns: `auto` where none of them says anything.
  public func heeding(_ environment: [String: String]) -> ColorChoice {
    guard self == .auto else { return self }
    if !environment["NO_COLOR", default: ""].isEmpty { return .never }
    // Some programs set it to 0 for no.
    if !["", "0"].contains(environment["CLICOLOR_FORCE", default: ""]) { return .always }
    return environment["CLICOLOR"] == "0" ? .never : .auto
  }

  /// Whether the user allows colour on a terminal.
  public func allowsColor(environment: [String: String]) -> Bool {
    heeding(environment) != .never
  }
}

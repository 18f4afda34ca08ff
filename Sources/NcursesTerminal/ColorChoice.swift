/// Whether colour is used.
public enum ColorChoice: String, Sendable, Hashable, CaseIterable {
  /// Where the terminal has colours, unless `NO_COLOR` is set and not empty (no-color.org).
  case auto
  /// Where the terminal has colours, whatever `NO_COLOR` says.
  case always
  case never

  /// Whether colour is wanted in an environment.
  public func allowsColor(environment: [String: String]) -> Bool {
    switch self {
    case .auto: return environment["NO_COLOR", default: ""].isEmpty
    case .always: return true
    case .never: return false
    }
  }
}

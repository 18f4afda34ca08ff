/// When to use colour.
public enum ColorChoice: String, Sendable, Hashable, CaseIterable {
  /// If the terminal supports it, unless `NO_COLOR` is set and not empty (no-color.org).
  case auto
  /// If the terminal supports it, whatever `NO_COLOR` says.
  case always
  case never

  /// Whether the user allows colour.
  public func allowsColor(environment: [String: String]) -> Bool {
    switch self {
    case .auto: return environment["NO_COLOR", default: ""].isEmpty
    case .always: return true
    case .never: return false
    }
  }
}

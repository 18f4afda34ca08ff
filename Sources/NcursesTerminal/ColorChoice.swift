import Screen

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

/// The numbers that a terminal's colours go by.
enum Palette {
  /// The number of a colour on a terminal of `count` colours; nil where it is not to be coloured.
  ///
  /// Up to 16 colours, and under direct colour, these are the user's own: numbers 1 to 6 are the
  /// ANSI colours there, and under direct colour those from 8 on are no bright colours but shades
  /// of black.
  static func number(of color: Style.Color, count: Int) -> Int32? {
    guard count >= 8, color != .normal else { return nil }
    switch color {
    case .normal: return nil
    case .red: return 1
    case .green: return 2
    case .yellow: return 3
    case .blue: return 4
    case .magenta: return 5
    case .cyan: return 6
    }
  }
}

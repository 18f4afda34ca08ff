import Browser
import NcursesTerminal
import Screen

/// How things look, on the screen and in tables.
struct AppearanceSettings: Sendable, Hashable {
  var color = ColorChoice.auto
  /// Nothing but ASCII is shown.
  var ascii = false

  /// For text on standard output.
  func plainLook(environment: [String: String]) -> PlainLook {
    let isTerminal = StandardOutput.isTerminal
    // In a pipe the names must stay whole, whatever the locale of the script is.
    let speaksUnicode = !isTerminal || NcursesTerminal.setLocale(environment: environment)
    return PlainLook(
      charset: speaksUnicode && !ascii ? .unicode : .ascii,
      isStyled: isStyled(onTerminal: isTerminal, environment: environment))
  }

  private func isStyled(onTerminal isTerminal: Bool, environment: [String: String]) -> Bool {
    switch color {
    case .never: false
    case .always: true
    case .auto:
      isTerminal && color.allowsColor(environment: environment)
        && !["", "dumb"].contains(environment["TERM", default: ""])
    }
  }
}

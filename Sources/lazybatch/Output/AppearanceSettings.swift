import BatchPresentation
import Browser
import NcursesTerminal
import Screen

/// Options for the appearance of the browser and of printed tables.
struct AppearanceSettings: Sendable, Hashable {
  var color = ColorChoice.auto
  /// Show only ASCII.
  var ascii = false

  /// For text on standard output.
  func plainLook(environment: [String: String]) -> PlainLook {
    let isTerminal = StandardOutput.isTerminal
    // In a pipe, names must not be altered by the locale of a script.
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

import BatchPresentation
import Browser
import NcursesTerminal
import Screen

/// Options for the appearance of the browser and of printed tables.
struct AppearanceSettings: Sendable, Hashable {
  @Sourced var color = ColorChoice.auto
  /// Draw in ASCII.
  var ascii = false
  @Sourced var ambiguousWidth = AmbiguousWidth.auto

  /// For text on standard output, or in a file.
  func textOutputStyle(
    environment: [String: String], isTerminal: Bool = StandardOutput.isTerminal
  ) throws(Failure) -> TextOutputStyle {
    // In a pipe, names must not be altered by the locale of a script.
    let text = isTerminal ? NcursesTerminal.setLocale(environment: environment) : .unicode
    let isWide = ambiguousWidth == .two
    WidthRules.current.hasWideAmbiguous = isWide
    return TextOutputStyle(
      charset: Charset(
        text: text, drawing: ascii || text != .unicode ? .ascii : isWide ? .narrow : .boxes),
      isStyled: isStyled(onTerminal: isTerminal, environment: environment))
  }

  private func isStyled(onTerminal isTerminal: Bool, environment: [String: String]) -> Bool {
    switch color.heeding(environment) {
    case .never: false
    case .always: true
    case .auto: isTerminal && !["", "dumb"].contains(environment["TERM", default: ""])
    }
  }
}

import BatchPresentation
import Browser
import NcursesTerminal
import Screen

/// Options for the appearance of the browser and of printed tables.
struct AppearanceSettings: Sendable, Hashable {
  var color = ColorChoice.auto
  /// Draw in ASCII.
  var ascii = false
  /// nil for what the environment says.
  var ambiguousWidth: AmbiguousWidth?

  static let widthVariable = "LAZYBATCH_AMBIGUOUS_WIDTH"

  /// - Throws: `Failure.usage` where the variable has another value than the option may have.
  func ambiguousWidth(environment: [String: String]) throws(Failure) -> AmbiguousWidth {
    if let ambiguousWidth { return ambiguousWidth }
    guard let value = environment[Self.widthVariable], !value.isEmpty else { return .auto }
    guard let width = AmbiguousWidth(rawValue: value) else {
      throw .usage("\(Self.widthVariable) must be auto, 1 or 2")
    }
    return width
  }

  /// For text on standard output, or in a file.
  func textOutputStyle(
    environment: [String: String], isTerminal: Bool = StandardOutput.isTerminal
  ) throws(Failure) -> TextOutputStyle {
    // In a pipe, names must not be altered by the locale of a script.
    let text = isTerminal ? NcursesTerminal.setLocale(environment: environment) : .unicode
    let isWide = try ambiguousWidth(environment: environment) == .two
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

import ArgumentParser
import NcursesTerminal

/// Options for the appearance of the browser and of printed tables.
struct AppearanceOptions: ParsableArguments {
  @Option(help: "When to use colour; auto respects NO_COLOR, CLICOLOR_FORCE and CLICOLOR.")
  var color = ColorChoice.auto

  @Flag(help: "Draw signs, lines and bars in ASCII.")
  var ascii = false

  @Option(
    help: ArgumentHelp(
      "Columns of characters such as ● and α: 1, 2, or what the terminal says.",
      discussion: "The variable LAZYBATCH_AMBIGUOUS_WIDTH sets the default."))
  var ambiguousWidth: AmbiguousWidth?

  var settings: AppearanceSettings {
    AppearanceSettings(color: color, ascii: ascii, ambiguousWidth: ambiguousWidth)
  }
}

extension ColorChoice: ExpressibleByArgument {}

extension AmbiguousWidth: ExpressibleByArgument {}

import ArgumentParser
import NcursesTerminal

/// Options for the appearance of the browser and of printed tables.
struct AppearanceOptions: ParsableArguments {
  @Option(
    help: "When to use colour; auto, the default, respects NO_COLOR, CLICOLOR_FORCE and CLICOLOR.")
  var color: ColorChoice?

  @Flag(help: "Draw signs, lines and bars in ASCII.")
  var ascii = false

  @Option(
    help: ArgumentHelp(
      "Columns of characters such as ● and α: 1, 2, or what the terminal says.",
      discussion: "The variable LAZYBATCH_AMBIGUOUS_WIDTH sets the default."))
  var ambiguousWidth: AmbiguousWidth?

  var settings: AppearanceSettings {
    var settings = AppearanceSettings(ascii: ascii)
    settings.$color.give(color)
    settings.$ambiguousWidth.give(ambiguousWidth)
    return settings
  }
}

extension ColorChoice: ExpressibleByArgument {}

extension AmbiguousWidth: ExpressibleByArgument {}

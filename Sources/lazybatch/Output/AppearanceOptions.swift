import ArgumentParser
import NcursesTerminal

/// Options for the appearance of the browser and of printed tables.
struct AppearanceOptions: ParsableArguments {
  @Option(help: "When to use colour; auto respects NO_COLOR.")
  var color = ColorChoice.auto

  @Flag(help: "Show only ASCII; other characters become ?.")
  var ascii = false

  var settings: AppearanceSettings { AppearanceSettings(color: color, ascii: ascii) }
}

extension ColorChoice: ExpressibleByArgument {}

import ArgumentParser
import NcursesTerminal

/// How things look, on the screen and in tables.
struct AppearanceOptions: ParsableArguments {
  @Option(help: "Whether to use colour; auto respects NO_COLOR.")
  var color = ColorChoice.auto

  @Flag(help: "Show nothing but ASCII; other characters become ?.")
  var ascii = false

  var settings: AppearanceSettings { AppearanceSettings(color: color, ascii: ascii) }
}

extension ColorChoice: ExpressibleByArgument {}

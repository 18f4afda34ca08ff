import ArgumentParser

/// The options that select the history, shared by the commands that write or read it.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: .customLong("history"),
    help: ArgumentHelp(
      "Keep what is read under this name, in place of one for each server and key.",
      valueName: "name"))
  var name: String?

  @Flag(name: .customLong("no-history"), help: "Neither keep what is read nor use what was kept.")
  var isOff = false

  var settings: HistorySettings { HistorySettings(isOff: isOff, name: name) }
}

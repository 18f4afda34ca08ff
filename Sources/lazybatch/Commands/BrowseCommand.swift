import ArgumentParser
import Browser

/// `lazybatch` and `lazybatch browse`: the browser in full-screen mode.
struct BrowseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Browse batches in the terminal.",
    usage: "lazybatch browse [<options>]",
    discussion: """
      EXAMPLES
        lazybatch --demo
        lazybatch --provider openai
        lazybatch --api-key-command 'pass show siliconflow'
        lazybatch --base-url http://localhost:8080/v1 --page-size 20

      In the browser, ? shows all keys and q quits.
      """)

  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  @Option(
    help: ArgumentHelp(
      "How to notify you when a followed batch (F) finishes. (default: off)",
      discussion:
        "desktop: the bell, and a notification (OSC 9, OSC 777) if the terminal supports it.")
  )
  var notify: Notice?

  @OptionGroup var history: HistoryOptions

  @Flag(help: "Allow cancelling batches (x), after a question. Otherwise nothing can be changed.")
  var allowCancel = false

  var settings: BrowseSettings {
    var settings = BrowseSettings(
      server: server.settings, appearance: appearance.settings, allowsCancel: allowCancel,
      history: history.settings)
    settings.$notify.give(notify)
    return settings
  }

  func run() async throws { await ending { await BrowseRun(settings).run() } }
}

extension Notice: ExpressibleByArgument {}

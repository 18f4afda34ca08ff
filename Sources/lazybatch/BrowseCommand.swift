import ArgumentParser
struct BrowseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "browse", abstract: "Browse.")
}

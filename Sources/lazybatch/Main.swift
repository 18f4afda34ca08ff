import ArgumentParser

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lazybatch",
    abstract: "Browse an organisation's LLM batch jobs in the terminal.",
    discussion: """
      Reads batches from SiliconFlow or any OpenAI-compatible server. It only reads: nothing on the \
      server is ever changed.

      EXAMPLES
        lazybatch --demo                                  try it, without a key or a server
        lazybatch                                         browse your organisation's batches
        lazybatch --base-url https://api.openai.com/v1    another server of the same API
        lazybatch simulate --batches 250                  a server to try clients against

      ENVIRONMENT
        SILICONFLOW_API_KEY     the key; never given as an argument, where others could read it
        SILICONFLOW_BASE_URL    the server, where --base-url names none

      Inside, ? shows all keys and q quits.
      """,
    version: Version.text,
    subcommands: [BrowseCommand.self, SimulateCommand.self],
    defaultSubcommand: BrowseCommand.self)
}

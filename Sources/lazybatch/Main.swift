import ArgumentParser

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lazybatch",
    abstract: "Browse an organisation's LLM batch jobs in the terminal.",
    discussion: """
      Reads batches from SiliconFlow or any OpenAI-compatible server; it never changes anything.

      EXAMPLES
        lazybatch --demo                                   try it, without a key or a server
        SILICONFLOW_API_KEY=sk-… lazybatch                 browse your organisation's batches
        lazybatch --base-url https://api.openai.com/v1     another server of the same API
        lazybatch simulate --batches 250                   a server to test against

      ENVIRONMENT
        SILICONFLOW_API_KEY    the key (https://cloud.siliconflow.cn/account/ak)
        SILICONFLOW_BASE_URL   the server, where --base-url names none
      """,
    version: Version.text,
    subcommands: [BrowseCommand.self],
    defaultSubcommand: BrowseCommand.self)
}

import Testing

@testable import lazybatch

@Suite struct CompletionScriptTests {
  /// What the parser writes is looked into for the place of ours.
  @Test(arguments: ["bash", "zsh", "fish"])
  func hasWhatTheParserLeavesOut(shell: String) throws {
    let script = try #require(
      CompletionScript(arguments: ["--generate-completion-script", shell]))
    #expect(script.text.contains("# Without a command, lazybatch browses."))
    #expect(script.text.contains("# The simulator completes its own arguments."))
    #expect(CompletionScript(arguments: ["--generate-completion-script=\(shell)"]) != nil)
  }

  @Test(arguments: [
    [], ["--generate-completion-script"], ["--generate-completion-script", "csh"],
    ["--generate-completion-script", "zsh", "list"], ["list"], ["--version"],
  ])
  func othersAreTheParsers(arguments: [String]) {
    #expect(CompletionScript(arguments: arguments) == nil)
  }
}

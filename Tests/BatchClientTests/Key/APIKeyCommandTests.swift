import BatchClient
import Glibc
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct APIKeyCommandTests {
  @Test(arguments: [
    "echo sk-1", "printf '\\n  sk-1 \\n\\n'", "printf sk-1", "echo sk- >&2; echo sk-1",
  ])
  func theOutputIsTheKey(command: String) async throws {
    let key = try await APIKeyCommand.run(command)
    #expect(try key == APIKey("sk-1"))
  }

  @Test(arguments: [
    ("exit 3", "exit status 3"), ("echo sk-1; exit 1", "exit status 1"),
    ("kill -TERM $$", "signal 15"), ("true", "empty"), ("printf 'sk\\nsecret'", "control"),
    ("printf 'sk-secr\\303\\251t'", "ASCII"), ("no-such-command-at-all", "exit status 127"),
    ("yes secret", "too much to be a key"),
  ])
  func failuresAreSentences(command: String, hint: String) async throws {
    do {
      _ = try await APIKeyCommand.run(command)
      Issue.record("no error")
    } catch {
      #expect(error.sentence.contains(hint), "\(error.sentence)")
      #expect(!error.sentence.contains("secret"))
    }
  }

  @Test func keysInOurEnvironmentStayHere() async throws {
    setenv("SILICONFLOW_API_KEY", "sk-hidden", 1)
    setenv("GROQ_API_KEY", "sk-hidden", 1)
    setenv("LAZYBATCH_TEST_VARIABLE", "sk-seen", 1)
    defer {
      unsetenv("SILICONFLOW_API_KEY")
      unsetenv("GROQ_API_KEY")
      unsetenv("LAZYBATCH_TEST_VARIABLE")
    }
    let key = try await APIKeyCommand.run(
      "echo \"$LAZYBATCH_TEST_VARIABLE[$SILICONFLOW_API_KEY$GROQ_API_KEY]\"")
    #expect(try key == APIKey("sk-seen[]"))
  }
}

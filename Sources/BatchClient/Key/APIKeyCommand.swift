import Subprocess

/// A shell command that prints the key, such as `pass show siliconflow`.
///
/// It shares the terminal, so that it can ask for a passphrase. Its standard output, trimmed, is the
/// key. It does not see the keys in our environment.
public enum APIKeyCommand {
  /// In bytes; no key is longer.
  private static let longestOutput = 64 << 10

  /// - Throws: a sentence when the command cannot be run, fails, or prints no usable key.
  public static func run(_ command: String) async throws(InvalidSetting) -> APIKey {
    let output: String
    do {
      let removed = Provider.allKeyVariables.map { variable in
        (Environment.Key(stringLiteral: variable), String?.none)
      }
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", command],
        environment: .inherit.updating(Dictionary(uniqueKeysWithValues: removed)),
        input: .currentStandardInput, output: .string(limit: longestOutput),
        error: .currentStandardError)
      guard result.terminationStatus.isSuccess else {
        throw InvalidSetting("the key command failed (\(text(result.terminationStatus)))")
      }
      output = result.standardOutput
    } catch let problem as InvalidSetting {
      throw problem
    } catch {
      throw InvalidSetting("the key command could not be run, or printed too much to be a key")
    }
    do {
      return try APIKey(output)
    } catch {
      throw InvalidSetting("the key command printed no usable key: \(error.sentence)")
    }
  }

  private static func text(_ status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "exit status \(code)"
    case .signaled(let signal): "ended by signal \(signal)"
    }
  }
}

import Subprocess

/// A shell command that prints the key, such as `pass show siliconflow`.
///
/// It shares the terminal, so that it may ask for a passphrase; what it prints to standard output is
/// the key, trimmed. It does not see keys that stand in our environment.
public enum APIKeyCommand {
  /// A key is never longer; what prints more is no key.
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
      throw InvalidSetting("the key command could not be run, or printed far more than a key")
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

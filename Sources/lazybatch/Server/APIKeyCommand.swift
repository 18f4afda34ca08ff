import BatchClient
import Subprocess

/// A shell command that prints the key, such as `pass show siliconflow`.
///
/// It shares the terminal, so that it can ask for a passphrase. Its standard output, trimmed, is the
/// key. It does not see the keys of our environment once `ProcessEnvironment` has withdrawn them.
enum APIKeyCommand {
  /// In bytes; no key is longer.
  private static let longestOutput = 64 << 10

  /// - Throws: a sentence when the command cannot be run, fails, or prints no usable key.
  static func run(_ command: String) async throws(InvalidSetting) -> APIKey {
    let output: String
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", command],
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

import Glibc
import Subprocess

/// A program that reads a text from its standard input.
struct HelperProgram: Sendable {
  /// Its name, looked up in PATH, and its arguments.
  let command: [String]
  let environment: [String: String]

  /// A program that runs longer is killed: those that serve a clipboard do so in a background process,
  /// so this one must hang.
  var longestRun = Duration.seconds(5)

  /// Runs the program to its end, without a shell or the terminal. Cancelling the task kills it.
  /// - Parameter given: called when the whole text has been written to it.
  /// - Returns: whether it was started and exited without an error.
  func run(input: [UInt8], given: @escaping @Sendable () -> Void) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { await runToEnd(input: input, given: given) }
      group.addTask {
        try? await Task.sleep(for: longestRun)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  private func runToEnd(input: [UInt8], given: @Sendable () -> Void) async -> Bool {
    _ = Self.brokenPipesAreErrors
    var options = PlatformOptions()
    // Its own process group, so that ^Z does not reach it.
    options.processGroupID = 0
    let result = try? await Subprocess.run(
      .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
      environment: .custom(variables), platformOptions: options,
      input: .inputWriter, output: .discarded, error: .discarded
    ) { execution in
      let writer = execution.standardInputWriter
      // The exit status decides where the program does not read all of it.
      let written = try? await writer.write(input)
      try? await writer.finish()
      if written == input.count { given() }
    }
    return result?.terminationStatus.isSuccess == true
  }

  /// Without names that begin with a digit, which Subprocess rejects.
  private var variables: [Environment.Key: String] {
    let usable = environment.filter { $0.key.first?.isWholeNumber == false }
    return Dictionary(
      uniqueKeysWithValues: usable.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
  }

  /// Writing to a program that has exited or closed its input must not kill us. Subprocess restores the
  /// default action in the programs that it starts.
  private static let brokenPipesAreErrors: Void = {
    _ = signal(SIGPIPE, SIG_IGN)
  }()
}

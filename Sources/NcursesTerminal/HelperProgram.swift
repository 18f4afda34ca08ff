import Glibc
import Subprocess

/// Another program that is handed a text on its standard input.
struct HelperProgram: Sendable {
  /// Its name, which is looked for in PATH, and its arguments.
  let command: [String]
  let environment: [String: String]

  /// A program that does not end is killed: those that serve a clipboard do so in the background,
  /// in a process of their own, and what is still here after that long hangs.
  var longestRun = Duration.seconds(5)

  /// Runs the program to its end, without a shell. It sees nothing of the terminal, and is killed
  /// where the task is cancelled.
  /// - Parameter given: is called once the whole text was written to it.
  /// - Returns: whether it was started and ended without an error.
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
    // A group of its own: ^Z is no business of its.
    options.processGroupID = 0
    let result = try? await Subprocess.run(
      .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
      environment: .custom(variables), platformOptions: options,
      input: .inputWriter, output: .discarded, error: .discarded
    ) { execution in
      let writer = execution.standardInputWriter
      // One that does not want to read all of it says by its exit status how it went.
      let written = try? await writer.write(input)
      try? await writer.finish()
      if written == input.count { given() }
    }
    return result?.terminationStatus.isSuccess == true
  }

  /// Subprocess starts nothing where a name begins with a digit, as no shell can set it.
  private var variables: [Environment.Key: String] {
    let usable = environment.filter { $0.key.first?.isWholeNumber == false }
    return Dictionary(
      uniqueKeysWithValues: usable.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
  }

  /// Writing to a program that is gone, or has closed its input, must not end us. Programs that we
  /// start get the usual disposition back.
  private static let brokenPipesAreErrors: Void = {
    _ = signal(SIGPIPE, SIG_IGN)
  }()
}

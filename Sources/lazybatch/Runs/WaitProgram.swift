import BatchInsight
import Batches
import Glibc
import Subprocess

/// The program of `wait --exec`, with its arguments.
struct WaitProgram: Sendable {
  private let command: [String]

  /// nil where there is nothing to run.
  init?(_ command: [String]) {
    guard !command.isEmpty else { return nil }
    self.command = command
  }

  private var name: String { command[0] }

  /// A word with a slash is a path, as in a shell; any other is looked up in PATH.
  private var executable: Executable {
    name.utf8.contains(UInt8(ascii: "/")) ? .path(converted(name)) : .name(name)
  }

  /// `Executable.path` takes a type of a package that is not ours to import.
  private func converted<Path: ExpressibleByStringLiteral>(_ path: String) -> Path
  where Path.StringLiteralType == String { Path(stringLiteral: path) }

  /// Looks for the program before anything is waited for.
  /// - Throws: a `Failure` where it cannot be run.
  func check() async throws(Failure) {
    let path: String
    do {
      path = try await "\(executable.resolveExecutablePath(in: .inherit))"
    } catch {
      throw failure("it is in no folder of PATH")
    }
    var found = stat()
    guard stat(path, &found) == 0 else { throw failure(String(cString: strerror(errno))) }
    if found.st_mode & S_IFMT == S_IFDIR { throw failure("it is a folder") }
    guard access(path, X_OK) == 0 else { throw failure("it is not executable") }
  }

  private func failure(_ reason: String) -> Failure {
    .system("\(name) of --exec cannot be run: \(reason)")
  }

  /// Seconds that it has to end after SIGTERM, before it is killed.
  private static let lastSeconds = 5

  /// Runs it to its end, without a shell.
  /// - Returns: how it ended, as a sentence; nil after a success.
  /// - Throws: a `Failure` where it cannot be run, `CancellationError` where the task was cancelled.
  func run(for change: BatchWatch.Change) async throws -> String? {
    let batch = change.batch
    var options = PlatformOptions()
    options.teardownSequence = [
      .gracefulShutDown(allowedDurationToNextStep: .seconds(Self.lastSeconds))
    ]
    let status: TerminationStatus
    do {
      status = try await Subprocess.run(
        executable, arguments: Arguments(Array(command.dropFirst())),
        environment: .inherit.updating([
          "LAZYBATCH_ID": batch.id, "LAZYBATCH_NAME": batch.name,
          // The status of one that disappeared is out of date.
          "LAZYBATCH_STATUS": change.kind == .gone ? "gone" : batch.status.text,
        ]), platformOptions: options,
        input: .none, output: .currentStandardOutput, error: .currentStandardError
      ).terminationStatus
    } catch {
      try Task.checkCancellation()
      // It was there at the start; whatever has changed since is told in the same words.
      try await check()
      throw failure("the system does not start it (a script needs a first line such as #!/bin/sh)")
    }
    // Then it was asked to end.
    try Task.checkCancellation()
    return switch status {
    case .exited(0): nil
    case .exited(let code): "\(name) ended with status \(code)"
    case .signaled(let signal): "\(name) was ended by signal \(signal)"
    }
  }
}

import ArgumentParser
import Glibc

/// Why the program ends, as a sentence for standard error and an exit status of sysexits(3).
struct Failure: Error {
  var sentence: String
  var status: Int32

  static func usage(_ sentence: String) -> Failure {
    Failure(sentence: sentence, status: EX_USAGE)
  }

  static func unavailable(_ sentence: String) -> Failure {
    Failure(sentence: sentence, status: EX_UNAVAILABLE)
  }

  static func noPermission(_ sentence: String) -> Failure {
    Failure(sentence: sentence, status: EX_NOPERM)
  }
}

/// Runs a command's body; a failure is told on standard error and becomes the exit status.
func reportingFailures(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let failure as Failure {
    StandardError.write("lazybatch: \(failure.sentence)\n")
    throw ExitCode(failure.status)
  }
}

enum StandardError {
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return }
      sent += count
    }
  }
}

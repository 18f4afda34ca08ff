import BatchClient
import BatchInsight
import Batches
import Browser
import Glibc

/// Why a command failed: a sentence for standard error and an exit status of sysexits(3).
struct Failure: Error, Hashable {
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

  /// There is no batch with the given id, or no such file.
  static func noInput(_ sentence: String) -> Failure {
    Failure(sentence: sentence, status: EX_NOINPUT)
  }

  /// The system lacks something.
  static func system(_ sentence: String) -> Failure {
    Failure(sentence: sentence, status: EX_OSERR)
  }

  static func noLogFile(_ sentence: String) -> Failure {
    Failure(sentence: sentence, status: EX_CANTCREAT)
  }

  /// After ^C, without a message.
  static let interrupted = Failure(sentence: "", status: 128 + SIGINT)
}

extension Failure {
  /// A request that failed after all retries.
  init(_ failure: ServiceFailure) {
    guard failure.kind != .cancelled else {
      self = .interrupted
      return
    }
    self.init(sentence: failure.sentence, status: Self.status(of: failure))
  }

  private static func status(of failure: ServiceFailure) -> Int32 {
    if failure.comeBack != nil { return EX_TEMPFAIL }
    return switch failure.kind {
    // A file on another server is read with the user's permission, --follow-urls.
    case .keyRefused, .forbidden, .balance, .fileElsewhere: EX_NOPERM
    case .rateLimited, .overloaded: EX_TEMPFAIL
    case .cancelled: 128 + SIGINT
    case .fileGone: EX_NOINPUT
    case .notFound, .badRequest, .blocked, .gatewayTimeout, .serverError,
      .connection, .timeout, .tls, .notTheAPI, .truncated, .tooLarge, .redirectRefused:
      EX_UNAVAILABLE
    }
  }
}

/// Runs a command's body and reports a failure on standard error.
/// - Returns: the exit status.
func reportingFailures(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void
) async -> Int32 {
  do {
    try await body()
    return 0
  } catch let failure as Failure {
    if !failure.sentence.isEmpty { StandardError.note(failure.sentence) }
    return failure.status
  } catch is CancellationError {
    return Failure.interrupted.status
  } catch is StandardOutput.Closed {
    return 0
  } catch {
    StandardError.note("\(error)")
    return EX_SOFTWARE
  }
}

extension Failure {
  /// A file could not be written.
  static func notWritten(_ failure: SaveFailure) -> Failure {
    Failure(sentence: "The file cannot be written: \(failure.sentence)", status: EX_CANTCREAT)
  }
}

import ArgumentParser
import BatchListing
import Batches
import Glibc
import Screen

/// `lazybatch cancel ID`: the only command that changes anything on the server.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel batches. The only command that changes anything on the server.",
    usage: "lazybatch cancel <id> ... [--yes] [<options>]",
    discussion: """
      Asks for each batch whether to cancel it, and prints what became of it. A batch that has ended \
      is left as it is. Requests that are done stay done, and are usually charged; the others are lost.

      EXAMPLES
        lazybatch cancel batch_abc123
        lazybatch cancel batch_1 batch_2 --yes

      Exits with 0 when all are cancelled or being cancelled, 1 when one is not, 64 when there is \
      nobody to ask and --yes is missing, 66 when there is no such batch. One that the server refuses to \
      cancel does not keep the others; the highest status counts. See `lazybatch --help` for everything \
      else.
      """)

  @Argument(help: "The ids of the batches.")
  var ids: [String]

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var server: ServerOptions

  var settings: CancelSettings {
    CancelSettings(ids: ids, isConfirmed: yes, server: server.settings)
  }

  func validate() throws {
    if let problem = settings.problem { throw ValidationError(problem) }
  }

  func run() async throws { await ending(settings) { await CancelRun($0).run() } }
}

/// The settings of `lazybatch cancel`.
struct CancelSettings: Sendable, Hashable {
  var ids: [String] = []
  var isConfirmed = false
  var server = ServerSettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    ids.contains(where: \.isEmpty) ? "The id is empty." : server.problem
  }
}

/// Cancels batches one after the other.
struct CancelRun: Sendable {
  private let settings: CancelSettings

  init(_ settings: CancelSettings) { self.settings = settings }

  /// Some batch is not being cancelled.
  private static let notAll: Int32 = 1

  /// - Returns: the exit status.
  func run() async -> Int32 {
    await settings.server.run { _ in
      if !settings.isConfirmed, isatty(STDIN_FILENO) != 1 || !StandardError.isTerminal {
        throw Failure.usage("There is no terminal to ask on; --yes cancels without asking")
      }
    } _: { server, _, environment in
      try await Interruption.cancelling {
        try await cancelAll(on: server, environment: environment)
      }
    }
  }

  /// - Returns: the exit status: of several failures, the highest.
  private func cancelAll(on server: Server, environment: [String: String]) async throws -> Int32 {
    var status: Int32 = 0
    for id in settings.ids {
      do {
        if try await !cancel(id, on: server, environment: environment) {
          status = max(status, Self.notAll)
        }
      } catch let unclear as Unclear {
        StandardError.note("Whether \(id) was cancelled is not clear. \(unclear.failure.sentence)")
        status = max(status, unclear.failure.status)
      } catch let failure as Failure where failure != .interrupted {
        // The others are still to be cancelled.
        StandardError.note(
          failure.status == EX_NOINPUT
            ? failure.sentence : "\(id) was not cancelled. \(failure.sentence)")
        status = max(status, failure.status)
      }
    }
    return status
  }

  /// - Returns: whether the batch is cancelled, or about to be.
  private func cancel(
    _ id: String, on server: Server, environment: [String: String]
  ) async throws -> Bool {
    let batch = try await server.batch(
      id, pageSize: settings.server.pageSize, environment: environment)
    guard batch.canBeCancelled else {
      try print("\(batch.id) is already \(batch.statusWord)")
      return batch.status.meaning == .cancelled || batch.status.meaning == .cancelling
    }
    guard settings.isConfirmed || Self.ask(about: batch) else {
      try print("\(batch.id) is left as it is")
      return false
    }
    let answer: Batch?
    let doubt: ServiceFailure?
    do {
      answer = try await server.files.cancel(batch.key)
      doubt = nil
    } catch {
      guard error.leavesDoubt else { throw Failure(error) }
      (answer, doubt) = (nil, error)
    }
    var progress = ProgressLine(environment: environment)
    progress.show(
      doubt == nil
        ? "asked for; waiting for the batch to move …" : "no clear answer; looking at the batch …")
    defer { progress.clear() }
    let seen = try await lookAgain(answer ?? batch, isNews: answer != nil, on: server)
    progress.clear()
    guard let seen else {
      if let doubt { throw Unclear(failure: Failure(doubt)) }
      try print("\(batch.id) is to be cancelled; its status could not be read since")
      return false
    }
    if var doubt {
      guard !seen.canBeCancelled else {
        doubt.advice = "It is still \(seen.statusWord)"
        throw Failure(doubt)
      }
      StandardError.note("\(doubt.summary); the batch has moved all the same")
    }
    try print("\(seen.id) is \(seen.statusWord)")
    return seen.status.meaning == .cancelling || seen.status.meaning == .cancelled
  }

  /// The request failed in a way that leaves open what became of it, and so did looking at the batch.
  private struct Unclear: Error { var failure: Failure }

  /// Many servers answer before the batch has moved.
  /// - Parameter isNews: whether the batch is what the server answered.
  /// - Returns: nil where the server has shown nothing since it was asked.
  private func lookAgain(
    _ batch: Batch, isNews: Bool, on server: Server
  ) async throws -> Batch? {
    var latest = isNews ? batch : nil
    for pause in Self.pauses where latest?.canBeCancelled ?? true {
      try await Task.sleep(for: .seconds(pause))
      guard let seen = try? await server.service.batch(id: batch.id) else { continue }
      latest = seen
    }
    return latest
  }

  /// Seconds between looks at a batch that has not moved.
  private static let pauses = [0.2, 0.5, 1, 2, 4]

  /// The default is no.
  private static func ask(about batch: Batch) -> Bool {
    let counts = batch.counts.flatMap { counts in
      counts.completed.map {
        " (\($0.grouped) of \(counts.total?.grouped ?? "?") requests are done)"
      }
    }
    StandardError.ask(
      "Cancel \(batch.name), \(batch.id), \(batch.statusWord)\(counts ?? "")? [y/N] ")
    let answer = readLine()?.lowercased()
    return answer == "y" || answer == "yes"
  }

  private func print(_ line: String) throws {
    do {
      try StandardOutput().write(Array((ScreenText.harmless(line) + "\n").utf8))
    } catch is StandardOutput.Closed {
      return
    }
  }
}

extension Batch {
  fileprivate var statusWord: String { status.text.isEmpty ? "without a status" : status.text }
}

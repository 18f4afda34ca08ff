import BatchInsight
import BatchListing
import BatchPresentation
import Batches
import Browser
import Glibc
import Screen

/// The settings of `lazybatch list`.
struct ListSettings: Sendable, Hashable {
  var output = OutputFormat.table
  /// Batches to print at most; nil for the default.
  var limit: Int?
  var all = false
  /// The id after which to start.
  var after: String?
  var server = ServerSettings()
  var appearance = AppearanceSettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    if let limit, limit < 1 { return "--limit must be 1 or more, not \(limit)." }
    if all, limit != nil { return "Give --limit or --all, not both." }
    if after == "" { return "--after needs the id of a batch." }
    return server.problem
  }
}

/// Prints the list, page by page as it arrives.
struct ListRun: Sendable {
  private let settings: ListSettings

  init(_ settings: ListSettings) { self.settings = settings }

  private static let usualLimit = 100

  /// - Returns: the exit status.
  func run() async -> Int32 {
    await settings.output.printing(from: settings.server) { server, environment in
      let result = try await Interruption.cancelling {
        try await print(from: server, environment: environment)
      }
      if let result { try report(result) }
    }
  }

  /// Whether the batch to start after may exist: many servers answer an unknown cursor with an
  /// empty page or with the head of the list.
  private func mayStart(on server: Server, environment: [String: String]) async throws -> Bool {
    guard let after = settings.after, server.service.continuesAnywhere else { return true }
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    let finding = try await BatchReader(service: server.service)
      .batch(id: after, pageSize: settings.server.pageSize) { event in
        server.logger?.note(event)
        progress.show(event)
      }
    // A failure is left to the list, which may work.
    if case .unknown = finding { return false }
    return true
  }

  private func unknownStart(_ after: String) -> Failure {
    .noInput("There is no batch \(after) to start after")
  }

  /// - Returns: nil when the reader closed the pipe.
  private func print(
    from server: Server, environment: [String: String]
  ) async throws -> ListingResult? {
    let output = StandardOutput()
    var list = try ListOutput(settings.output, table: table(environment), to: output)
    guard try await mayStart(on: server, environment: environment) else {
      try list.end()
      throw unknownStart(settings.after ?? "")
    }
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    do {
      let result = try await BatchReader(service: server.service).list(request) { event in
        server.logger?.note(event)
        switch event {
        case .rows(let rows):
          progress.clear()
          try list.write(rows)
        case .asking, .waiting:
          try output.checkReader()
          progress.show(event)
        }
      }
      progress.clear()
      try list.end()
      return result
    } catch is StandardOutput.Closed {
      return nil
    }
  }

  private var request: ListingRequest {
    ListingRequest(
      after: settings.after, pageSize: settings.server.pageSize,
      limit: settings.all ? nil : settings.limit ?? Self.usualLimit)
  }

  private func table(_ environment: [String: String]) throws -> PlainList {
    try PlainList(
      style: settings.appearance.textOutputStyle(environment: environment),
      zone: LocalZone(environment: environment).rules,
      now: SystemClock.second,
      columns: StandardOutput.columns)
  }

  // MARK: Messages

  private func report(_ result: ListingResult) throws {
    if result.skipped > 0 {
      StandardError.note(
        "\(result.skipped.grouped) \(result.skipped == 1 ? "element" : "elements") of the list "
          + "without an id \(result.skipped == 1 ? "was" : "were") skipped")
    }
    switch result.end {
    case .complete where result.rows == 0 && result.skipped > 0:
      throw Failure(
        sentence: "This is not a list of batches: none of its elements has an id",
        status: EX_UNAVAILABLE)
    case .complete:
      if result.rows == 0, settings.output == .table {
        StandardError.note(
          settings.after.map { "There are no batches after \($0)" } ?? "There are no batches")
      }
    case .limitReached:
      if settings.limit == nil {
        StandardError.note(
          "Stopped after \(result.rows) batches; there are more (--all prints them all)")
      }
    case .maybeIncomplete(let reason):
      StandardError.note("The list may be incomplete: \(reason)")
    case .failed(let failure):
      throw self.failure(failure, after: result)
    }
  }

  private func failure(_ failure: ServiceFailure, after result: ListingResult) -> Failure {
    if let after = settings.after, result.rows == 0,
      failure.refusedParameter == .after || failure.saysUnknown(after)
    {
      return unknownStart(after)
    }
    var failure = Failure(failure)
    if result.rows > 0, !failure.sentence.isEmpty {
      failure.sentence +=
        result.rows == 1
        ? ". The batch before that was printed"
        : ". The \(result.rows.grouped) batches before that were printed"
    }
    return failure
  }
}

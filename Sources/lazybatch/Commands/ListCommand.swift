import ArgumentParser
import BatchListing
import Batches
import Browser
import Screen

/// `lazybatch list`: the batches without a screen.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print batches, newest first, for people and for scripts.",
    usage: "lazybatch list [<options>]",
    discussion: """
      Rows are printed as their pages arrive. json is one array and jsonl one object a line, with \
      every field under the API's own name: times in seconds since 1970 or null, errors always an \
      array. csv has one column for each field. Whatever happens, what was printed is well-formed.

      EXAMPLES
        lazybatch list --limit 20
        lazybatch list --all --output csv >batches.csv
        lazybatch list --all --output jsonl | jq -r 'select(.errors[0]) | .id'

      Exits with 0 when the list came to its end or its limit, also where standard error says that \
      it may be incomplete. See `lazybatch --help` for the rest.
      """)

  @Option(help: "How to print the batches.")
  var output = OutputFormat.table

  @Option(help: ArgumentHelp("Batches to print at most. (default: 100)", valueName: "rows"))
  var limit: Int?

  @Flag(help: "Print all batches, however many there are.")
  var all = false

  @Option(help: ArgumentHelp("Start behind the batch of this id.", valueName: "id"))
  var after: String?

  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  private static let usualLimit = 100

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
    if all, limit != nil { throw ValidationError("Give --limit or --all, not both.") }
    if after == "" { throw ValidationError("--after needs the id of a batch.") }
  }

  func run() async throws {
    CrashSignals.endTheProcess()
    try await reportingFailures {
      let environment = ProcessEnvironment.takingKeys()
      let plan = try ServerPlan(server, environment: environment)
      try await plan.withServer(server, environment: environment) { opened in
        let result = try await Interruption.cancelling {
          try await print(from: opened, environment: environment)
        }
        if let result { try report(result) }
      }
    }
  }

  /// - Returns: nil when the reader closed the pipe.
  private func print(
    from server: Server, environment: [String: String]
  ) async throws -> ListingResult? {
    let output = StandardOutput()
    var list = ListOutput(self.output, table: table(environment), to: output)
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    do {
      let result = try await BatchReader(service: server.service).list(request) { event in
        server.logger.note(event)
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
      after: after, pageSize: server.pageSize, limit: all ? nil : limit ?? Self.usualLimit)
  }

  private func table(_ environment: [String: String]) -> PlainList {
    PlainList(
      look: appearance.plainLook(environment: environment), zone: .system, now: WallClock.second,
      columns: StandardOutput.columns)
  }

  // MARK: What is to be known beside the rows

  private func report(_ result: ListingResult) throws {
    if result.skipped > 0 {
      StandardError.note(
        "\(result.skipped.grouped) \(result.skipped == 1 ? "element" : "elements") of the list "
          + "without an id skipped")
    }
    switch result.end {
    case .complete:
      if result.rows == 0, output == .table { StandardError.note("There are no batches") }
    case .limitReached:
      if limit == nil {
        StandardError.note(
          "Stopped after \(result.rows) batches; the server has more (--all prints all of them)")
      }
    case .maybeIncomplete(let reason):
      StandardError.note("The list may be incomplete: \(reason)")
    case .failed(let failure):
      throw self.failure(failure, after: result)
    }
  }

  private func failure(_ failure: ServiceFailure, after result: ListingResult) -> Failure {
    if let after, result.rows == 0,
      failure.refusedParameter == .after || failure.saysUnknown(after)
    {
      return .noInput("The server does not know the batch \(after) to start behind")
    }
    var failure = Failure(failure)
    if result.rows > 0, !failure.sentence.isEmpty {
      failure.sentence += ". The \(result.rows) batches before that are printed"
    }
    return failure
  }
}

import ArgumentParser
import BatchListing
import Batches
import Browser

/// `lazybatch show ID`: everything about one batch.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print everything about one batch.",
    usage: "lazybatch show <id> [<options>]",
    discussion: """
      Without --output a page for people: the state, every time that is set, in local time, since \
      when, the step from the one before, and in seconds since 1970, and all fields. A server that \
      cannot be asked for a single batch is asked for the list.

      EXAMPLES
        lazybatch show batch_abc123
        lazybatch show batch_abc123 --output json | jq .request_counts

      Exits with 66 when there is no such batch. See `lazybatch --help` for the rest.
      """)

  @Argument(help: "The batch's id.")
  var id: String

  @Option(help: "How to print the batch.")
  var output = OutputFormat.table

  @OptionGroup var server: ServerOptions
  @OptionGroup var appearance: AppearanceOptions

  /// Of a page that is not for a terminal, and at most on one: longer lines are hard to read.
  private static let usualColumns = 100

  func validate() throws {
    if id.isEmpty { throw ValidationError("The id is empty.") }
  }

  func run() async throws {
    CrashSignals.endTheProcess()
    try await reportingFailures {
      let environment = ProcessEnvironment.takingKeys()
      let plan = try ServerPlan(server, environment: environment)
      try await plan.withServer(server, environment: environment) { opened in
        let finding = try await Interruption.cancelling {
          try await find(on: opened, environment: environment)
        }
        try print(try batch(finding), environment: environment)
      }
    }
  }

  private func find(
    on server: Server, environment: [String: String]
  ) async throws -> BatchReader.Finding {
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    return try await BatchReader(service: server.service)
      .batch(id: id, pageSize: self.server.pageSize) { event in
        server.logger.note(event)
        progress.show(event)
      }
  }

  private func batch(_ finding: BatchReader.Finding) throws(Failure) -> Batch {
    switch finding {
    case .batch(let batch): return batch
    case .unknown(let doubt):
      let sentence = "The server knows no batch \(id)"
      throw .noInput(doubt.map { "\(sentence); its list may be incomplete: \($0)" } ?? sentence)
    case .failed(let failure): throw Failure(failure)
    }
  }

  private func print(_ batch: Batch, environment: [String: String]) throws {
    do {
      try StandardOutput().write(bytes(of: batch, environment: environment))
    } catch is StandardOutput.Closed {
      return
    }
  }

  private func bytes(of batch: Batch, environment: [String: String]) -> [UInt8] {
    switch output {
    case .table:
      let columns = min(StandardOutput.columns ?? .max, Self.usualColumns)
      return Array(
        PlainDetail.text(
          of: batch, look: appearance.plainLook(environment: environment), zone: .system,
          now: WallClock.second, columns: columns
        ).utf8)
    case .json: return BatchRecord(batch).json(pretty: true) + Array("\n".utf8)
    case .jsonl: return BatchRecord(batch).json() + Array("\n".utf8)
    case .csv: return BatchTable.header + BatchTable.row(batch)
    }
  }
}

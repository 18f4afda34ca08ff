import BatchInsight
import BatchListing
import BatchPresentation
import Batches
import Browser

/// The settings of `lazybatch show`.
struct ShowSettings: Sendable, Hashable {
  var id = ""
  var output = OutputFormat.table
  var server = ServerSettings()
  var appearance = AppearanceSettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? { id.isEmpty ? "The id is empty." : server.problem }
}

/// Prints everything about one batch.
struct ShowRun: Sendable {
  private let settings: ShowSettings

  init(_ settings: ShowSettings) { self.settings = settings }

  /// The width of output that is not for a terminal, and the maximum on a terminal: longer lines are
  /// hard to read.
  private static let usualColumns = 100

  /// - Returns: the exit status.
  func run() async -> Int32 {
    await settings.output.printing(from: settings.server) { server, environment in
      let finding = try await Interruption.cancelling {
        try await find(on: server, environment: environment)
      }
      try print(try batch(finding), environment: environment)
    }
  }

  private func find(
    on server: Server, environment: [String: String]
  ) async throws -> BatchReader.Finding {
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    return try await BatchReader(service: server.service)
      .batch(id: settings.id, pageSize: settings.server.pageSize) { event in
        server.logger?.note(event)
        progress.show(event)
      }
  }

  private func batch(_ finding: BatchReader.Finding) throws(Failure) -> Batch {
    switch finding {
    case .batch(let batch): return batch
    case .unknown(let doubt):
      let sentence = "There is no batch \(settings.id)"
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

  private func bytes(of batch: Batch, environment: [String: String]) throws -> [UInt8] {
    switch settings.output {
    case .table:
      let columns = min(StandardOutput.columns ?? .max, Self.usualColumns)
      return try Array(
        PlainDetail.text(
          of: batch, style: settings.appearance.textOutputStyle(environment: environment),
          zone: LocalZone(environment: environment).rules,
          now: SystemClock.second, columns: columns
        ).utf8)
    case .json: return BatchJSON(batch).json(pretty: true) + Array("\n".utf8)
    case .jsonl: return BatchJSON(batch).json() + Array("\n".utf8)
    case .csv: return BatchCSV.header + BatchCSV.row(batch)
    }
  }
}

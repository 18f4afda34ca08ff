import BatchInsight
import BatchPresentation
import Batches
import Browser

/// The settings of `lazybatch show`.
struct ShowSettings: Sendable, Hashable {
  var id = ""
  var output = OutputFormat.table
  /// Whether the schema is printed, and no batch.
  var schema = false
  var server = ServerSettings()
  var appearance = AppearanceSettings()

  /// Why they are invalid, as a sentence; nil where they are valid.
  var problem: String? {
    if schema { return output.schemaFormat == nil ? JSONShape.noSchema : server.problem }
    return id.isEmpty ? "Give the id of a batch." : server.problem
  }
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
    if settings.schema { return await BatchJSON.shape.printSchema() }
    return await settings.server.run(notesZone: settings.output == .table) { _ in
    } _: { server, _, environment in
      let batch = try await Interruption.cancelling {
        try await server.batch(
          settings.id, pageSize: settings.server.pageSize, environment: environment)
      }
      try StandardOutput().write(bytes(of: batch, environment: environment))
      return 0
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

import BatchPresentation
import BatchResults
import Batches

/// Prints the failures of a batch by cause.
struct GroupListing: Sendable {
  private let format: ErrorsCommand.Format
  private let appearance: AppearanceSettings
  private let path: String?
  private let wantsMissing: Bool

  /// - Parameters:
  ///   - path: nil for standard output.
  ///   - wantsMissing: whether requests without a result are looked for.
  init(
    as format: ErrorsCommand.Format, _ appearance: AppearanceSettings, to path: String?,
    wantsMissing: Bool
  ) {
    self.format = format
    self.appearance = appearance
    self.path = path
    self.wantsMissing = wantsMissing
  }

  func run(_ files: BatchFiles) async throws {
    let sources = try FailureSources(files, withMissing: wantsMissing)
    let output = try FileOutput(path, environment: files.environment)
    let tally = RequestTally(tracksIDs: wantsMissing)
    for source in sources.results { try await tally.read(source, of: files) }
    if let input = sources.input { try await tally.readInput(input, of: files) }
    try output.write(bytes(of: tally.groups, for: output, environment: files.environment))
    try output.finish()
    var notes = FailureNotes(tally: tally, batch: files.batch, hasFile: !sources.results.isEmpty)
    if wantsMissing || format == .table && tally.failed > 0 {
      notes.total = try await files.total()
    }
    if format == .table { notes.sum() }
    notes.contradictions()
  }

  private func bytes(
    of groups: [FailureGroup], for output: FileOutput, environment: [String: String]
  ) throws -> [UInt8] {
    if let format = GroupReport.Format(rawValue: format.rawValue) {
      return GroupReport(groups).bytes(format)
    }
    guard !groups.isEmpty else { return [] }
    let style = try appearance.textOutputStyle(
      environment: environment, isTerminal: output.isTerminal)
    return Array(PlainGroups(style: style, columns: output.columns).text(groups).utf8)
  }
}

import BatchPresentation
import BatchResults
import Batches

/// Prints the failures of a batch by cause.
struct GroupListing: Sendable {
  private let format: ErrorsCommand.Format
  private let appearance: AppearanceSettings
  private let path: String?

  /// - Parameter path: nil for standard output.
  init(as format: ErrorsCommand.Format, _ appearance: AppearanceSettings, to path: String?) {
    self.format = format
    self.appearance = appearance
    self.path = path
  }

  func run(_ files: BatchFiles) async throws {
    let output = try FileOutput(path, environment: files.environment)
    var reader = ResultReader()
    var hasFile = false
    if let source = try files.sourceOfFailures() {
      hasFile = true
      try await files.read(source) {
        reader = ResultReader()
      } _: { bytes in
        bytes.withUnsafeBufferPointer { reader.feed($0) }
      }
      reader.finish()
    }
    let groups = reader.groups
    try output.write(bytes(of: groups, for: output, environment: files.environment))
    try output.finish()
    tell(reader.summary, of: groups, files.batch, hasFile: hasFile)
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

  /// Says what a list of groups does not.
  private func tell(
    _ summary: ResultSummary, of groups: [FailureGroup], _ batch: Batch, hasFile: Bool
  ) {
    if format == .table, summary.failed > 0 {
      let total = batch.counts?.total.flatMap { total in
        total >= summary.failed
          ? "\(summary.failed.grouped) of \(total.grouped) requests" : nil
      }
      StandardError.note(
        (total ?? counted(summary.failed, "request", "requests"))
          + " failed, for " + counted(groups.count, "reason", "reasons"))
    }
    if format == .table, summary.failed == 0 {
      StandardError.note(
        hasFile
          ? "The file lists no failed request"
          : "The batch \(batch.id) has no file with failed requests")
    }
    if summary.odd.unreadable > 0 {
      StandardError.note(counted(summary.odd.unreadable, "line", "lines") + " could not be read")
    }
    if let says = batch.counts?.failed, says != summary.failed {
      StandardError.note(
        "By the server's counts " + counted(says, "request", "requests")
          + " failed, and \(hasFile ? "the file has \(summary.failed.grouped)" : "there is no file")"
      )
    }
    for error in batch.errors where !error.message.isEmpty {
      StandardError.note("The batch itself failed: \(error.message)")
    }
  }
}

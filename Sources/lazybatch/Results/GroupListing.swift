import BatchPresentation
import BatchResults
import Batches

/// Prints the failures of a batch by cause.
struct GroupListing: Sendable {
  private let format: ErrorsCommand.Format
  private let appearance: AppearanceSettings

  init(as format: ErrorsCommand.Format, _ appearance: AppearanceSettings) {
    self.format = format
    self.appearance = appearance
  }

  func run(_ files: BatchFiles) async throws {
    var reader = ResultReader()
    var ids = RequestIDs()
    var hasFile = false
    if let source = try files.source(of: .errors) ?? files.source(of: .output) {
      hasFile = true
      try await files.read(source) {
        reader = ResultReader()
        ids = RequestIDs()
      } _: { bytes in
        bytes.withUnsafeBufferPointer { reader.feed($0, ids: &ids) }
      }
      reader.finish(ids: &ids)
    }
    let groups = reader.groups
    try StandardOutput().write(bytes(of: groups, environment: files.environment))
    tell(reader.summary, of: groups, files.batch, hasFile: hasFile)
  }

  private func bytes(
    of groups: [FailureGroup], environment: [String: String]
  ) throws -> [UInt8] {
    if let format = GroupReport.Format(rawValue: format.rawValue) {
      return GroupReport(groups).bytes(format)
    }
    guard !groups.isEmpty else { return [] }
    let style = try appearance.textOutputStyle(environment: environment)
    return Array(PlainGroups(style: style, columns: StandardOutput.columns).text(groups).utf8)
  }

  /// Says what a list of groups does not.
  private func tell(
    _ summary: ResultSummary, of groups: [FailureGroup], _ batch: Batch, hasFile: Bool
  ) {
    if format == .table, summary.failed > 0 {
      let total = batch.counts?.total.map { " of \($0.grouped)" } ?? ""
      StandardError.note(
        "\(summary.failed.grouped)\(total) \(summary.failed == 1 && total.isEmpty ? "request" : "requests") "
          + "failed, for \(groups.count.grouped) \(groups.count == 1 ? "reason" : "reasons")")
    }
    if format == .table, summary.failed == 0 {
      StandardError.note(
        hasFile ? "No request failed" : "The batch \(batch.id) has no file with failed requests")
    }
    if summary.odd.unreadable > 0 {
      StandardError.note("\(summary.odd.unreadable.grouped) lines could not be read")
    }
    if let says = batch.counts?.failed, hasFile, says != summary.failed {
      StandardError.note(
        "The server says that \(says.grouped) requests failed, and the file has "
          + "\(summary.failed.grouped)")
    }
    for error in batch.errors where !error.message.isEmpty {
      StandardError.note("The batch itself failed: \(error.message)")
    }
  }
}

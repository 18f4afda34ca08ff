/// Batches as CSV (RFC 4180): a header, then one record per batch, with CR LF line endings.
///
/// The columns are always the same, so that files can be concatenated: nested fields become columns
/// (`total`, `completed`, `failed`) or JSON in one column (`errors`, `metadata`, and `extras` for
/// fields that are not part of the API). Times are whole seconds since 1970; fields that are not set
/// are empty.
public enum BatchCSV {
  public static let columns =
    [
      "id", "name", "status", "endpoint", "completion_window", "input_file_id", "output_file_id",
      "error_file_id", "file_name",
    ] + TimestampField.allCases.map(\.name) + ["total", "completed", "failed"]
    + ["errors", "metadata", "extras"]

  /// The line of column names.
  public static var header: [UInt8] { CSVRecord.line(columns) }

  /// One record, with its CR LF.
  public static func row(_ batch: Batch) -> [UInt8] {
    let texts: [String?] = [
      batch.id, batch.name, batch.status.text, batch.endpoint, batch.completionWindow,
      batch.inputFileID, batch.outputFileID, batch.errorFileID, batch.fileName,
    ]
    let numbers =
      TimestampField.allCases.map { batch.times[$0] }
      + [batch.counts?.total, batch.counts?.completed, batch.counts?.failed]
    let nested = [
      JSONValue.array(batch.errors.map(BatchJSON.error)), .object(batch.metadata),
      .object(batch.extras),
    ]
    return CSVRecord.line(
      texts.map { $0 ?? "" } + numbers.map { $0.map(String.init) ?? "" } + nested.map(json))
  }

  private static func json(_ value: JSONValue) -> String {
    value == .array([]) || value == .object([]) ? "" : value.compactText
  }
}

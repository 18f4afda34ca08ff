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
  public static var header: [UInt8] { line(columns) }

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
    return line(
      texts.map { $0 ?? "" } + numbers.map { $0.map(String.init) ?? "" } + nested.map(json))
  }

  private static func json(_ value: JSONValue) -> String {
    value == .array([]) || value == .object([]) ? "" : value.compactText
  }

  /// One record of any fields, quoted where needed, with its CR LF.
  public static func line(_ fields: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { line.append(ASCII.comma) }
      append(field, to: &line)
    }
    return line + [0x0D, 0x0A]
  }

  /// Quotes a field where the standard requires it, and where white space at its ends would be dropped
  /// by many readers. Control characters other than line breaks and tabs could act on a terminal and
  /// become U+FFFD.
  private static func append(_ field: String, to line: inout [UInt8]) {
    var clean: [UInt8] = []
    var isQuoted = field.first == " " || field.last == " "
    for scalar in field.unicodeScalars {
      switch scalar {
      case "\"":
        isQuoted = true
        clean += [ASCII.quote, ASCII.quote]
      case ",", "\n", "\r", "\t":
        isQuoted = true
        clean.append(UInt8(truncatingIfNeeded: scalar.value))
      case _ where scalar.actsOnTerminal:
        isQuoted = true
        clean.append(contentsOf: UTF8.encodedReplacementCharacter)
      default:
        clean.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    line += isQuoted ? [ASCII.quote] + clean + [ASCII.quote] : clean
  }
}

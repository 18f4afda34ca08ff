/// Turns batches into the bytes of a file or a pipe, page by page as they arrive.
///
/// `begin`, any number of `rows`, `end`: joined they are a whole document, also when the walk
/// broke off in the middle.
public struct BatchWriter: Sendable, Hashable {
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// One array; every object on a line of its own.
    case json
    /// One object a line.
    case jsonl
    /// See `BatchCSV`.
    case csv
  }

  public let format: Format
  private var isFirst = true

  public init(_ format: Format) { self.format = format }

  /// Of a batch as JSON, so that a page is not copied again and again while it grows.
  private static let usualBytes = 768

  /// What stands before the first row.
  public func begin() -> [UInt8] {
    switch format {
    case .json: Array("[".utf8)
    case .jsonl: []
    case .csv: BatchCSV.header
    }
  }

  public mutating func rows(_ batches: [Batch]) -> [UInt8] {
    if format == .csv { return batches.flatMap(BatchCSV.row) }
    var writer = JSONWriter(capacity: batches.count * Self.usualBytes)
    for batch in batches {
      if format == .json { writer.raw(isFirst ? "\n" : ",\n") }
      BatchJSON(batch).write(to: &writer)
      if format == .jsonl { writer.raw("\n") }
      isFirst = false
    }
    return writer.bytes
  }

  /// What stands after the last row.
  public func end() -> [UInt8] {
    switch format {
    case .json: Array((isFirst ? "]\n" : "\n]\n").utf8)
    case .jsonl, .csv: []
    }
  }
}

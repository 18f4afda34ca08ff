/// Exports batches page by page as they arrive.
///
/// The results of `begin`, any number of `rows`, and `end` together are a complete document, even when
/// loading failed halfway.
public struct BatchWriter: Sendable, Hashable {
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// One array, with each object on its own line.
    case json
    /// One object per line.
    case jsonl
    /// See `BatchCSV`.
    case csv
  }

  /// The usual size of a batch as JSON in bytes, to reserve memory for a page at once.
  private static let usualBytes = 768

  public let format: Format
  private var isFirst = true

  public init(_ format: Format) { self.format = format }

  /// What comes before the first row.
  public func begin() -> [UInt8] {
    switch format {
    case .json: Array("[".utf8)
    case .jsonl: []
    case .csv: BatchCSV.header
    }
  }

  /// The bytes of further rows, in their order.
  public mutating func rows(_ batches: [Batch]) -> [UInt8] {
    if format == .csv { return batches.flatMap(BatchCSV.row) }
    var writer = JSONWriter(capacity: batches.count * Self.usualBytes)
    // By index: a loop over the elements would copy each of them once more.
    for index in batches.indices {
      if format == .json { writer.raw(isFirst ? "\n" : ",\n") }
      BatchJSON(batches[index]).write(to: &writer)
      if format == .jsonl { writer.raw("\n") }
      isFirst = false
    }
    return writer.bytes
  }

  /// What comes after the last row.
  public func end() -> [UInt8] {
    switch format {
    case .json: Array((isFirst ? "]\n" : "\n]\n").utf8)
    case .jsonl, .csv: []
    }
  }
}

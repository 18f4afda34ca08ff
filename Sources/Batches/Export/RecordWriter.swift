/// Exports records of named values as `BatchWriter` exports batches: the results of `begin`, any number
/// of `rows`, and `end` together are a complete document.
public struct RecordWriter: Sendable, Hashable {
  public let format: BatchWriter.Format
  private let names: [String]
  private var isFirst = true

  /// - Parameter fields: of each record, in their order.
  public init(_ format: BatchWriter.Format, _ fields: [RecordField]) {
    self.format = format
    names = fields.map(\.name)
  }

  /// What comes before the first record.
  public func begin() -> [UInt8] {
    switch format {
    case .json: Array("[".utf8)
    case .jsonl: []
    case .csv: CSVRecord.line(names)
    }
  }

  /// The bytes of further records, each with a value for each field.
  public mutating func rows(_ records: [[JSONValue]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for record in records {
      switch format {
      case .csv: bytes += CSVRecord.line(record.map(\.fieldText))
      case .json: bytes += Array((isFirst ? "\n" : ",\n").utf8) + object(record)
      case .jsonl: bytes += object(record) + [UInt8(ascii: "\n")]
      }
      isFirst = false
    }
    return bytes
  }

  private func object(_ record: [JSONValue]) -> [UInt8] {
    JSONValue.object(zip(names, record).map { JSONMember($0, $1) }).json(escaping: .terminalSafe)
  }

  /// What comes after the last record.
  public func end() -> [UInt8] {
    switch format {
    case .json: Array((isFirst ? "]\n" : "\n]\n").utf8)
    case .jsonl, .csv: []
    }
  }
}

extension JSONValue {
  /// The value in a field of CSV or a cell of a table: texts without quotes, empty for null and for
  /// what holds nothing, and JSON for the rest.
  public var fieldText: String {
    switch self {
    case .null, .array([]), .object([]): ""
    case .string(let text): text
    case .bool, .number, .array, .object: compactText
    }
  }
}

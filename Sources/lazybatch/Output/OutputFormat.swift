import ArgumentParser
import Batches

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv

  /// nil for the human-readable table.
  var data: BatchWriter.Format? { BatchWriter.Format(rawValue: rawValue) }

  /// The format that a schema is of: json, unless it is jsonl; nil for csv, which has none.
  var schemaFormat: BatchWriter.Format? {
    switch self {
    case .table, .json: .json
    case .jsonl: .jsonl
    case .csv: nil
    }
  }
}

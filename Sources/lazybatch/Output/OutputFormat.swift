import ArgumentParser
import Batches

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv

  /// nil for the human-readable table.
  var data: BatchWriter.Format? { BatchWriter.Format(rawValue: rawValue) }
}

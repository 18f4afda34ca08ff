import ArgumentParser
import Batches

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv

  /// nil for the table, which is for people.
  var data: BatchWriter.Format? { BatchWriter.Format(rawValue: rawValue) }
}

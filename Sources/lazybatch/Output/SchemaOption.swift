import ArgumentParser
import Batches

/// `--schema`: the JSON Schema of what a command prints, in place of it.
struct SchemaOption: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Print the JSON Schema of the output, and ask nothing of the server.",
      discussion: "That of json, or of a line with --output jsonl."))
  var schema = false
}

extension JSONShape {
  static let noSchema = "--schema is for json and jsonl."

  /// Prints the schema on standard output.
  /// - Returns: the exit status.
  func printSchema() async -> Int32 {
    await reportingFailures { try StandardOutput().write(schemaDocument) }
  }
}

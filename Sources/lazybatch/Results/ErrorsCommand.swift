import ArgumentParser
import BatchResults
import Batches

/// `lazybatch errors ID`: the failures of a batch by cause.
struct ErrorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "errors",
    abstract: "Group the failed requests of a batch by cause.",
    usage: "lazybatch errors <id> [--requests] [--missing] [-o <file>] [<options>]",
    discussion: """
      Reads the error file of the batch, or its output where failures are recorded there. Those with the \
      same status code, error code and message, apart from numbers, ids and quoted words, are one \
      group; the largest comes first. --missing also reads the output and the input, and adds the \
      requests that have no result. Standard error says where the numbers do not add up.

      EXAMPLES
        lazybatch errors batch_abc123
        lazybatch errors batch_abc123 --output markdown -o report.md
        lazybatch errors batch_abc123 --requests --output jsonl | jq -r .custom_id
        lazybatch errors batch_abc123 --missing

      Exits with 66 when there is no such batch, or a file of it is gone. See `lazybatch --help` for \
      everything else.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, jsonl, csv, markdown

    /// The same for requests; nil where they have none.
    var ofRequests: OutputFormat? { OutputFormat(rawValue: rawValue) }

    /// See `OutputFormat`.
    var schemaFormat: BatchWriter.Format? { ofRequests?.schemaFormat }
  }

  @Flag(help: "Print each failed request instead, in the order of the file.")
  var requests = false

  @Flag(
    help: "Also count the requests that are in no result file, such as those of an expired batch.")
  var missing = false

  @Option(help: "How to print the groups or requests.")
  var output = Format.table

  @OptionGroup var destination: FileOutputOption
  @OptionGroup var schema: SchemaOption
  @OptionGroup var options: ResultOptions
  @OptionGroup var appearance: AppearanceOptions

  /// What is printed, for its schema.
  private var shape: JSONShape? {
    output.schemaFormat?.shape(of: requests ? RequestListing.shape : GroupReport.shape)
  }

  func validate() throws {
    if schema.schema, shape == nil { throw ValidationError(JSONShape.noSchema) }
    if !schema.schema { try options.check() }
    if requests, output.ofRequests == nil {
      throw ValidationError("--requests can be printed as table, json, jsonl or csv.")
    }
  }

  func run() async throws {
    let (settings, appearance) = (options.settings, appearance.settings)
    let (output, requests, path) = (output, requests, destination.path)
    let missing = missing
    let shape = schema.schema ? shape : nil
    await ending(settings, appearance) { settings, appearance in
      if let shape { return await shape.printSchema() }
      return await settings.reading { files in
        if requests, let output = output.ofRequests {
          try await RequestListing(
            .failures(withMissing: missing), as: output, appearance, to: path
          ).run(files)
        } else {
          try await GroupListing(as: output, appearance, to: path, wantsMissing: missing).run(files)
        }
      }
    }
  }
}

import ArgumentParser
import Batches

/// `lazybatch results ID`: the outcome of each request.
struct ResultsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "Print the results of a batch, a line for each request.",
    usage: "lazybatch results <id> [-o <file>] [<options>]",
    discussion: """
      Reads the output file. Each request is printed with its tokens and the beginning of its answer; \
      tokens that the file does not give are null, not 0. `lazybatch download --results` writes the \
      file itself, and `lazybatch errors` says why requests failed.

      EXAMPLES
        lazybatch results batch_abc123
        lazybatch results batch_abc123 --output csv -o results.csv

      Exits with 66 when there is no such batch, or no output. See `lazybatch --help` for everything \
      else.
      """)

  @Option(help: "How to print the results.")
  var output = OutputFormat.table

  @OptionGroup var destination: FileOutputOption
  @OptionGroup var schema: SchemaOption
  @OptionGroup var options: ResultOptions
  @OptionGroup var appearance: AppearanceOptions

  func validate() throws {
    guard schema.schema else { return try options.check() }
    if output.schemaFormat == nil { throw ValidationError(JSONShape.noSchema) }
  }

  func run() async throws {
    let (settings, appearance, output) = (options.settings, appearance.settings, output)
    let path = destination.path
    let shape = schema.schema ? output.schemaFormat?.shape(of: RequestListing.shape) : nil
    await ending(settings, appearance) { settings, appearance in
      if let shape { return await shape.printSchema() }
      return await settings.reading {
        try await RequestListing(.all, as: output, appearance, to: path).run($0)
      }
    }
  }
}

import ArgumentParser
import BatchListing
import Batches

/// `lazybatch download ID`: a file of a batch, byte for byte.
struct DownloadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "download",
    abstract: "Download the input, the results or the errors of a batch.",
    usage: "lazybatch download <id> --input|--results|--errors [-o <file>] [<options>]",
    discussion: """
      Writes the file byte for byte. An interrupted transfer resumes where it stopped, if the server \
      supports that. The number of bytes is compared with what the server says of the file: if they \
      differ, the command fails, and -o writes nothing. The file appears under its name when it is \
      complete.

      EXAMPLES
        lazybatch download batch_abc123 --results -o results.jsonl
        lazybatch download batch_abc123 --errors | jq -r .custom_id

      Exits with 66 when there is no such batch, or no such file. See `lazybatch --help` for \
      everything else.
      """)

  enum Choice: EnumerableFlag {
    case input, results, errors

    static func help(for value: Choice) -> ArgumentHelp? {
      switch value {
      case .input: "The requests, as they were submitted."
      case .results: "The output file: the requests that succeeded."
      case .errors: "The error file: the requests that failed."
      }
    }

    var file: BatchFile {
      switch self {
      case .input: .input
      case .results: .output
      case .errors: .errors
      }
    }
  }

  @Flag var choice: Choice

  @OptionGroup var destination: FileOutputOption
  @OptionGroup var options: ResultOptions

  func validate() throws { try options.check() }

  func run() async throws {
    let (choice, path) = (choice, destination.path)
    let settings = options.settings
    await ending(settings) { settings in
      await settings.reading { try await Download(choice.file, to: path).run($0) }
    }
  }
}

/// Copies a file of a batch.
struct Download: Sendable {
  private let file: BatchFile
  private let path: String?

  /// - Parameter path: nil for standard output.
  init(_ file: BatchFile, to path: String?) {
    self.file = file
    self.path = path
  }

  func run(_ files: BatchFiles) async throws {
    if files.server.dialect.availability(of: file, in: files.batch) == .insideOutput {
      throw Failure.noInput(
        "This provider has no error file: failures are among the results (lazybatch errors finds them)"
      )
    }
    guard let source = try files.source(of: file) else {
      throw Failure.noInput("The batch \(files.batch.id) has no \(file.label) file")
    }
    let output = try FileOutput(path, environment: files.environment)
    try await files.read(
      source, unpacks: false, sizeCheck: .always, prints: output.isTerminal,
      restart: { try output.restart() }, output.write)
    try output.finish()
  }
}

import ArgumentParser
import BatchInsight
import BatchResults
import Batches

/// `lazybatch retry-file ID`: the requests to submit again.
struct RetryFileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry-file",
    abstract: "Write the failed requests of a batch as a file that can be submitted again.",
    usage: "lazybatch retry-file <id> [--missing] [-o <file>] [<options>]",
    discussion: """
      Reads the result files for the requests that failed, and copies their lines from the input file, \
      byte for byte and in their order. A request that failed and also succeeded is left out.

      EXAMPLES
        lazybatch retry-file batch_abc123 -o retry.jsonl
        lazybatch retry-file batch_abc123 --missing -o retry.jsonl

      Exits with 66 when there is no such batch, or its input is not available. See `lazybatch --help` for \
      everything else.
      """)

  @Flag(
    help: ArgumentHelp(
      """
      Also take the requests that have no result, such as those of an expired batch, and those whose \
      result is damaged.
      """))
  var missing = false

  @OptionGroup var destination: FileOutputOption
  @OptionGroup var options: ResultOptions

  func validate() throws { try options.check() }

  func run() async throws {
    let (settings, path, missing) = (options.settings, destination.path, missing)
    await ending(settings) { settings in
      await settings.reading { files in
        try await Retry(missing ? .unanswered : .failed, to: path).run(files)
      }
    }
  }
}

/// Copies requests from the input of a batch.
struct Retry: Sendable {
  private let wanted: RetryFile.Wanted
  private let path: String?

  /// - Parameter path: nil for standard output.
  init(_ wanted: RetryFile.Wanted, to path: String?) {
    self.wanted = wanted
    self.path = path
  }

  func run(_ files: BatchFiles) async throws {
    guard let input = try files.source(of: .input) else {
      throw Failure.noInput("The batch \(files.batch.id) has no input file")
    }
    let sources = try files.sourcesOfResults()
    if sources.isEmpty, !wanted.contains(.missing) {
      throw Failure.noInput(
        "The batch \(files.batch.id) has no result file, so no request is known to have failed "
          + "(--missing takes all that have no result)")
    }
    let output = try FileOutput(path, environment: files.environment)
    if wanted.contains(.missing), !files.batch.hasEnded {
      StandardError.note(BatchFiles.stillToBeDone)
    }
    var ids = RequestIDs()
    var damaged = 0
    var withoutID = 0
    for source in sources {
      var reader = ResultReader()
      try await files.read(source) {
        // Ids that were noted before are noted again.
        reader = ResultReader()
      } _: { bytes in
        bytes.withUnsafeBufferPointer { reader.feed($0, ids: &ids) }
      }
      reader.finish(ids: &ids)
      damaged += reader.summary.odd.unreadable
      withoutID += reader.summary.odd[.noID]?.count ?? 0
    }
    if ids.isFull {
      throw Failure.unavailable(
        "The batch has more than \(ResultLimits.ids.grouped) requests, too many to tell which are to "
          + "be tried again")
    }
    if damaged > 0 {
      StandardError.note(
        counted(damaged, "line", "lines") + " of the result files could not be read"
          + (wanted.contains(.damaged)
            ? ""
            : "; " + (damaged == 1 ? "its request is" : "their requests are")
              + " left out, and --missing adds " + (damaged == 1 ? "it" : "them")))
    }
    if withoutID > 0 {
      StandardError.note(
        counted(withoutID, "result names", "results name") + " no request, and "
          + (withoutID == 1 ? "is" : "are") + " left out")
    }
    let (count, tooLong, duplicates) = try await copy(input, ids: ids, files, to: output)
    try output.finish()
    tell(of: count + tooLong, ids: ids, files.batch)
    StandardError.note(
      count == 0
        ? "Nothing to retry"
        : counted(count, "request", "requests") + " to try again")
    if duplicates > 0 {
      StandardError.note(
        counted(duplicates, "of them has", "of them have")
          + " the custom_id of an earlier one, which many servers refuse")
    }
    if tooLong > 0 {
      StandardError.note(
        counted(tooLong, "request is", "requests are") + " too long, and left out")
    }
  }

  /// Reports failures whose requests were not found in the input.
  private func tell(of found: Int, ids: borrowing RequestIDs, _ batch: Batch) {
    let failed = ids.count(in: .failed, notIn: .succeeded)
    if !wanted.contains(.missing), failed > found {
      StandardError.note(
        counted(failed - found, "failed request is", "failed requests are")
          + " not in the input file")
    }
    if let says = batch.counts?.failed, says > failed {
      StandardError.note(
        "By the server's counts " + counted(says, "request", "requests")
          + " failed, and the files have \(failed.grouped)"
          + (wanted.contains(.missing) ? "" : "; --missing adds those without a result"))
    }
  }

  /// - Returns: the requests that were written, those that were too long for it, and those of both whose
  ///   id an earlier one has.
  private func copy(
    _ input: ContentSource, ids: borrowing RequestIDs, _ files: BatchFiles, to output: FileOutput
  ) async throws -> (count: Int, tooLong: Int, duplicates: Int) {
    var retry = RetryFile(wanted)
    var lines: [UInt8] = []
    var tooLong = 0
    func add(_ request: RetryFile.Request) {
      guard let bytes = request.bytes else {
        tooLong += 1
        return
      }
      lines += bytes
    }
    try await files.read(input, prints: output.isTerminal) {
      try output.restart()
      retry = RetryFile(wanted)
      tooLong = 0
    } _: { bytes in
      lines.removeAll(keepingCapacity: true)
      bytes.withUnsafeBufferPointer { retry.feed($0, ids: ids, add) }
      try output.write(lines)
    }
    lines.removeAll()
    retry.finish(ids: ids, add)
    try output.write(lines)
    return (retry.count - tooLong, tooLong, retry.duplicates)
  }
}

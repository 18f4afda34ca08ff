import BatchInsight
import Batches

/// Where `errors` looks for failures, and for the requests that have no result.
struct FailureSources {
  let results: [ContentSource]
  /// nil unless the missing requests are wanted.
  let input: ContentSource?

  init(results: [ContentSource], input: ContentSource?) {
    self.results = results
    self.input = input
  }

  /// - Throws: a `Failure` where a file is needed and cannot be read.
  init(_ files: BatchFiles, withMissing: Bool) throws {
    guard withMissing else {
      results = try files.sourceOfFailures().map { [$0] } ?? []
      input = nil
      return
    }
    guard let input = try files.source(of: .input) else {
      throw Failure.noInput("The batch \(files.batch.id) has no input file")
    }
    self.input = input
    results = try files.sourcesOfResults()
    if !files.batch.hasEnded { StandardError.note(BatchFiles.stillToBeDone) }
  }
}

import BatchResults
import Batches

/// What the files of a batch say of its requests, file by file.
final class RequestTally {
  /// Of the result files that were read.
  private(set) var summaries: [ResultSummary] = []
  /// Failures by cause, file by file.
  private var groupsOfFiles: [[FailureGroup]] = []
  /// Requests of the input, if it was read.
  private var inputLines: Int?
  private var missing: (count: Int, first: InputReader.Missing)?
  private var ids = RequestIDs()
  /// Whether it will be asked which requests are missing.
  private let tracksIDs: Bool

  init(tracksIDs: Bool) { self.tracksIDs = tracksIDs }

  /// Failures by cause, and those of which nothing is known, the largest group first.
  var groups: [FailureGroup] {
    FailureGroup.merging(
      groupsOfFiles + [missing.map { [.missing($0.count, first: $0.first)] } ?? []])
  }

  /// Failed lines.
  var failed: Int { summaries.failed }

  /// See `ResultSummary.agrees`.
  func agrees(withFailed count: Int) -> Bool { summaries.agrees(withFailed: count) }

  /// Lines that are no result.
  var unreadable: Int { summaries.reduce(0) { $0 + $1.odd.unreadable } }

  /// Reads a result file.
  /// - Parameters:
  ///   - restart: called when the file begins again, so that everything that was taken is void.
  ///   - take: receives its bytes.
  func read(
    _ source: ContentSource, of files: BatchFiles, prints: Bool = false,
    isolation: isolated (any Actor)? = #isolation,
    restart: () throws -> Void = {}, take: ([UInt8]) throws -> Void = { _ in }
  ) async throws {
    var reader = ResultReader()
    var ids = RequestIDs()
    try await files.read(source, prints: prints) {
      reader = ResultReader()
      ids = RequestIDs()
      try restart()
    } _: { bytes in
      bytes.withUnsafeBufferPointer { chunk in
        if tracksIDs { reader.feed(chunk, ids: &ids) } else { reader.feed(chunk) }
      }
      try take(bytes)
    }
    if tracksIDs { reader.finish(ids: &ids) } else { reader.finish() }
    self.ids.formUnion(ids)
    summaries.append(reader.summary)
    groupsOfFiles.append(reader.groups)
  }

  /// Reads the input, after all result files, for the requests that are in none of them.
  /// - Parameters:
  ///   - restart: as in `read`.
  ///   - take: receives these requests, chunk by chunk, each once.
  func readInput(
    _ source: ContentSource, of files: BatchFiles, prints: Bool = false,
    isolation: isolated (any Actor)? = #isolation,
    restart: () throws -> Void = {}, take: ([InputReader.Missing]) throws -> Void = { _ in }
  ) async throws {
    var reader = InputReader()
    var ids = RequestIDs()
    var found: [InputReader.Missing] = []
    func note() throws {
      if let first = found.first {
        missing = ((missing?.count ?? 0) + found.count, missing?.first ?? first)
      }
      try take(found)
      found.removeAll(keepingCapacity: true)
    }
    try await files.read(source, prints: prints) {
      reader = InputReader()
      ids = RequestIDs()
      missing = nil
      try restart()
    } _: { bytes in
      bytes.withUnsafeBufferPointer {
        reader.feed($0, ids: &ids, results: self.ids) { found.append($0) }
      }
      try note()
    }
    reader.finish(ids: &ids, results: self.ids) { found.append($0) }
    try note()
    self.ids.formUnion(ids)
    inputLines = reader.requests
  }

  /// Whether all requests are accounted for; nil where the input was not read.
  func reconciliation(lineCount: Int?, counts: RequestCounts?) -> Reconciliation? {
    inputLines.map {
      Reconciliation(
        summaries, ids: ids,
        expected: .init(inputLines: $0, lineCount: lineCount, counts: counts))
    }
  }
}

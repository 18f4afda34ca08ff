import Batches

/// Where the files of a batch can be read, as far as its provider's API leads to them.
struct ResultFiles: Sendable, Hashable {
  private let places: [BatchFile: FileAvailability]
  /// By the batch's own counts.
  private let hasNoFailures: Bool

  init(of batch: Batch, _ dialect: Dialect) {
    var places: [BatchFile: FileAvailability] = [:]
    for file in BatchFile.allCases { places[file] = dialect.availability(of: file, in: batch) }
    self.places = places
    hasNoFailures = batch.counts?.failed == 0
  }

  func place(of file: BatchFile) -> FileAvailability {
    switch places[file] ?? .notNamed {
    case .insideOutput: places[.output] ?? .notNamed
    case let place: place
    }
  }

  /// Where the failures can be read: in the file of errors, or in the output where there is none.
  var failures: FileAvailability {
    switch place(of: .errors) {
    case .notNamed where !hasNoFailures: place(of: .output)
    case let place: place
    }
  }

  /// The files that hold results, each once.
  var results: [ContentSource] {
    var sources: [ContentSource] = []
    for file in [BatchFile.errors, .output] {
      if let source = source(of: file), !sources.contains(source) { sources.append(source) }
    }
    return sources
  }

  func source(of file: BatchFile) -> ContentSource? { place(of: file).source }

  /// Where the lines of a list are.
  func place(of list: ResultList) -> FileAvailability {
    switch list {
    case .group: failures
    case .successes: place(of: .output)
    case .missing: place(of: .input)
    }
  }
}

/// Requests of a batch that are listed together.
enum ResultList: Sendable, Hashable {
  /// The failures of a group, by its number.
  case group(Int)
  case successes
  /// Requests of the input that have no result.
  case missing
}

extension FileAvailability {
  var source: ContentSource? {
    if case .source(let source) = self { return source }
    return nil
  }
}

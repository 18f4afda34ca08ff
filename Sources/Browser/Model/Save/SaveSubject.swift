import BatchResults
import Batches

/// What is saved to a file.
enum SaveSubject: Sendable, Hashable {
  /// The rows of the list that are shown.
  case rows
  /// The rows that are marked.
  case marked
  /// Something of the batch whose results are open.
  case results(ResultsSave)

  var isRows: Bool { self == .rows || self == .marked }

  /// What the ending of a file's name means; nil where any name will do.
  var formats: [String: SaveFormat]? {
    let data: [String: SaveFormat] = [
      "json": .json, "jsonl": .jsonl, "ndjson": .jsonl, "csv": .csv,
    ]
    return switch self {
    case .rows, .marked: data
    case .results(.report): data.merging(["md": .markdown, "markdown": .markdown]) { $1 }
    case .results: nil
    }
  }

  /// The endings of a name, in words; nil where any name will do.
  var endings: String? {
    switch self {
    case .rows, .marked: ".json, .jsonl or .csv"
    case .results(.report): ".csv, .json, .jsonl or .md"
    case .results: nil
    }
  }
}

/// What of a batch's results is saved.
enum ResultsSave: Sendable, Hashable {
  /// Requests of the input, as they are there, to be submitted again.
  case retry(RetryFile.Wanted)
  /// The failures by cause.
  case report
  /// A file as the server has it.
  case file(BatchFile)

  /// So many of what it consists of: "412 requests"
  func words(_ count: Int) -> String {
    let (one, many) =
      switch self {
      case .retry: ("request", "requests")
      case .report: ("reason", "reasons")
      case .file: ("byte", "bytes")
      }
    return count.grouped + " " + (count == 1 ? one : many)
  }

  /// A name for it: "nightly-retry.jsonl"
  func usualPath(for batch: Batch) -> String {
    let name = batch.name.unicodeScalars.prefix(60).map { scalar -> Character in
      let isPlain =
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_.".unicodeScalars.contains(scalar)
      return isPlain ? Character(scalar) : "-"
    }
    let stem = String(name.drop { $0 == "." || $0 == "-" })
    let ending =
      switch self {
      case .retry: "-retry.jsonl"
      case .report: "-failures.csv"
      case .file(.input): "-input.jsonl"
      case .file(.output): "-output.jsonl"
      case .file(.errors): "-errors.jsonl"
      }
    return (stem.isEmpty ? "batch" : stem) + ending
  }
}

/// How something is written.
enum SaveFormat: Sendable, Hashable {
  case json, jsonl, csv, markdown
  /// As it is.
  case unchanged

  /// In words.
  var name: String {
    switch self {
    case .json: "JSON"
    case .jsonl: "JSON lines"
    case .csv: "CSV"
    case .markdown: "Markdown"
    case .unchanged: "the original"
    }
  }

  var ofRows: BatchWriter.Format {
    switch self {
    case .json: .json
    case .csv: .csv
    case .jsonl, .markdown, .unchanged: .jsonl
    }
  }

  var ofReport: GroupReport.Format {
    switch self {
    case .json: .json
    case .csv: .csv
    case .markdown: .markdown
    case .jsonl, .unchanged: .jsonl
    }
  }
}

import Batches

/// A batch as the columns of its row.
struct RowColumns {
  /// The batch as the server describes it, without the id.
  static let names =
    ["name", "status", "meaning", "active"] + TimestampField.allCases.map(\.name)
    + ["total", "completed", "failed", "percent", "names_files", "object"]

  let values: [SQLValue]
  /// As JSON.
  let object: [UInt8]
  let meaning: String
  let namesFiles: Bool

  init(_ batch: Batch) {
    object = BatchJSON(batch).json()
    meaning = batch.status.meaning.word
    namesFiles = batch.namesFiles
    var values: [SQLValue] = [
      .text(batch.name), .text(batch.status.text), .text(meaning),
      .number(batch.isActive ? 1 : 0),
    ]
    values += TimestampField.allCases.map { SQLValue(batch.times[$0]) }
    values += [
      SQLValue(batch.counts?.total), SQLValue(batch.counts?.completed),
      SQLValue(batch.counts?.failed), batch.counts?.percent.map { .real($0) } ?? .null,
      .number(namesFiles ? 1 : 0), .bytes(object),
    ]
    self.values = values
  }
}

extension BatchStatus.Meaning {
  /// As it is written in the table.
  var word: String {
    switch self {
    case .validating: "validating"
    case .queued: "queued"
    case .running: "running"
    case .finalizing: "finalizing"
    case .completed: "completed"
    case .failed: "failed"
    case .expired: "expired"
    case .cancelling: "cancelling"
    case .cancelled: "cancelled"
    case .unknown: "unknown"
    }
  }

  init?(word: String) {
    guard let meaning = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = meaning
  }
}

import Batches

/// What a batch says as the columns of its row.
enum RowColumns {
  /// Without the id and the object.
  static let names =
    ["name", "status", "meaning", "active"] + TimestampField.allCases.map(\.name)
    + ["total", "completed", "failed", "percent", "names_files"]

  static func values(of batch: Batch) -> [SQLValue] {
    var values: [SQLValue] = [
      .text(batch.name), .text(batch.status.text), .text(batch.status.meaning.word),
      .number(batch.isActive ? 1 : 0),
    ]
    values += TimestampField.allCases.map { SQLValue(batch.times[$0]) }
    values += [
      SQLValue(batch.counts?.total), SQLValue(batch.counts?.completed),
      SQLValue(batch.counts?.failed), batch.counts?.percent.map { .real($0) } ?? .null,
      .number(batch.namesFiles ? 1 : 0),
    ]
    return values
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

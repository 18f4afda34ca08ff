/// The fields of the API that `Batch` has a property for.
enum BatchField: Int, CaseIterable {
  case id, object, endpoint, status, errors, metadata
  case inputFileID, outputFileID, errorFileID, completionWindow, fileName, requestCounts
  case created, inProgress, finalizing, completed, failed, expired, cancelling, cancelled, expires

  /// The field's name in the API.
  var name: String {
    switch self {
    case .id: "id"
    case .object: "object"
    case .endpoint: "endpoint"
    case .status: "status"
    case .errors: "errors"
    case .metadata: "metadata"
    case .inputFileID: "input_file_id"
    case .outputFileID: "output_file_id"
    case .errorFileID: "error_file_id"
    case .completionWindow: "completion_window"
    case .fileName: "file_name"
    case .requestCounts: "request_counts"
    case .created, .inProgress, .finalizing, .completed, .failed, .expired, .cancelling, .cancelled,
      .expires:
      timestamp?.name ?? ""
    }
  }

  /// The timestamp that the field holds; nil for all other fields.
  var timestamp: TimestampField? {
    switch self {
    case .created: .created
    case .inProgress: .inProgress
    case .finalizing: .finalizing
    case .completed: .completed
    case .failed: .failed
    case .expired: .expired
    case .cancelling: .cancelling
    case .cancelled: .cancelled
    case .expires: .expires
    case .id, .object, .endpoint, .status, .errors, .metadata, .inputFileID, .outputFileID,
      .errorFileID, .completionWindow, .fileName, .requestCounts:
      nil
    }
  }

  /// Whether it holds the id of a file.
  var isFile: Bool { self == .inputFileID || self == .outputFileID || self == .errorFileID }

  static let table = NameTable(allCases.map { ($0.name, $0) })

  /// The fields that hold a time.
  static let times: [(field: BatchField, timestamp: TimestampField)] = allCases.compactMap {
    field in
    field.timestamp.map { (field, $0) }
  }
}

/// The row of each known field's value in an object.
struct FieldRows {
  // 0 for none: row 0 is the whole text, never the value of a field.
  private var rows = [Int](repeating: 0, count: BatchField.allCases.count)

  subscript(field: BatchField) -> Int? {
    get { rows[field.rawValue] == 0 ? nil : rows[field.rawValue] }
    set { rows[field.rawValue] = newValue ?? 0 }
  }

  mutating func removeAll() {
    for index in rows.indices { rows[index] = 0 }
  }
}

/// A set of fields.
struct FieldSet {
  private var bits: UInt32 = 0

  func contains(_ field: BatchField) -> Bool { bits & 1 << field.rawValue != 0 }

  mutating func insert(_ field: BatchField) { bits |= 1 << field.rawValue }
}

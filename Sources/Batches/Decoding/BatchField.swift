/// The fields of a batch that have a place of their own in `Batch`, under the API's names.
enum BatchField: String, CaseIterable {
  case id, object, endpoint, status, errors, metadata
  case inputFileID = "input_file_id"
  case outputFileID = "output_file_id"
  case errorFileID = "error_file_id"
  case completionWindow = "completion_window"
  case fileName = "file_name"
  case requestCounts = "request_counts"
  case created = "created_at"
  case inProgress = "in_progress_at"
  case finalizing = "finalizing_at"
  case completed = "completed_at"
  case failed = "failed_at"
  case expired = "expired_at"
  case cancelling = "cancelling_at"
  case cancelled = "cancelled_at"
  case expires = "expires_at"

  var name: String { rawValue }

  static let table = NameTable(allCases.map { ($0.name, $0) })

  /// The fields that hold a time.
  static let times: [(field: BatchField, moment: Moment)] = allCases.compactMap { field in
    Moment(rawValue: field.name).map { (field, $0) }
  }
}

import Batches

extension Batch {
  /// The object as the provider sends it: with every documented field, null where it is not set.
  /// - Parameter inList: whether it is in a list; only there the provider includes the file name.
  func json(inList: Bool) -> JSONValue {
    var members = [
      JSONMember("id", .string(id)),
      JSONMember("object", .string(object ?? "batch")),
      JSONMember("endpoint", .string(endpoint ?? "")),
      JSONMember(
        "errors", errors.isEmpty ? .null : .array(errors.map { .string($0.message) })),
      JSONMember("input_file_id", .string(inputFileID ?? "")),
      JSONMember("completion_window", .string(completionWindow ?? "")),
      JSONMember("status", .string(status.text)),
      JSONMember("output_file_id", .optional(outputFileID)),
      JSONMember("error_file_id", .optional(errorFileID)),
    ]
    members += Self.timestamps.map { JSONMember($0.name, .optional(times[$0])) }
    members.append(JSONMember("request_counts", counts?.json ?? .null))
    members.append(JSONMember("metadata", metadata.isEmpty ? .null : .object(metadata)))
    if inList { members.append(JSONMember("file_name", .optional(fileName))) }
    return .object(members)
  }

  private static let timestamps: [TimestampField] = [
    .created, .inProgress, .expires, .finalizing, .completed, .failed, .expired, .cancelling,
    .cancelled,
  ]
}

extension RequestCounts {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("total", .optional(total)),
      JSONMember("completed", .optional(completed)),
      JSONMember("failed", .optional(failed)),
    ])
  }
}

extension JSONValue {
  static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }

  static func optional(_ number: Int?) -> JSONValue {
    number.map { .number(String($0)) } ?? .null
  }
}

/// A batch as data for other programs: every field under the API's own name, normalised.
///
/// - Texts are strings or null; times are whole seconds since 1970 in UTC, rounded down, or null.
/// - `request_counts` is null or an object with `total`, `completed` and `failed`, each a whole
///   number or null, and whatever else the server counted.
/// - `errors` is always an array. An error that is nothing but words is a string, as SiliconFlow
///   sends it; one that has more is an object with those of `code`, `message`, `param`, `line`
///   that are known. `jq` reads both with `.errors[] | .message? // .`.
/// - `metadata` is an object with all keys, or null when there are none.
/// - Unknown fields follow under their own names. A text field of a wrong type keeps its value;
///   a time or count of a wrong type is null.
public struct BatchRecord: Sendable, Hashable {
  /// The fields in the order in which they are written.
  public let members: [JSONMember]

  public init(_ batch: Batch) {
    var members: [JSONMember] = []
    members.reserveCapacity(Self.order.count + batch.extras.count)
    for field in Self.order { members.append(JSONMember(field.name, Self.value(field, of: batch))) }
    if !batch.extras.isEmpty {
      var others = JSONMembers()
      for extra in batch.extras where !Self.names.contains(extra.name) {
        others.set(extra.name, extra.value)
      }
      members += others.members
    }
    self.members = members
  }

  private static func value(_ field: BatchField, of batch: Batch) -> JSONValue {
    switch field {
    case .errors: return .array(batch.errors.map(error))
    case .requestCounts: return counts(batch)
    default: break
    }
    if let moment = field.moment { return number(batch.times[moment]) }
    // Where a field could not be read, what the server sent stands in for it.
    if let kept = batch.extras.last(where: { $0.name == field.name }) { return kept.value }
    if field == .metadata { return batch.metadata.isEmpty ? .null : .object(batch.metadata) }
    return text(field, of: batch).map { .string($0) } ?? .null
  }

  private static func text(_ field: BatchField, of batch: Batch) -> String? {
    switch field {
    case .id: batch.id
    case .object: batch.object
    case .endpoint: batch.endpoint
    case .status: batch.status.text.isEmpty ? nil : batch.status.text
    case .inputFileID: batch.inputFileID
    case .outputFileID: batch.outputFileID
    case .errorFileID: batch.errorFileID
    case .fileName: batch.fileName
    case .completionWindow: batch.completionWindow
    default: nil
    }
  }

  private static func counts(_ batch: Batch) -> JSONValue {
    guard let counts = batch.counts else { return .null }
    var members = JSONMembers([
      JSONMember("total", number(counts.total)),
      JSONMember("completed", number(counts.completed)),
      JSONMember("failed", number(counts.failed)),
    ])
    let extra = batch.extras.first { $0.name == BatchField.requestCounts.name }
    if case .object(let others)? = extra?.value {
      for other in others where !members.members.contains(where: { $0.name == other.name }) {
        members.set(other.name, other.value)
      }
    }
    return .object(members.members)
  }

  static func error(_ error: BatchError) -> JSONValue {
    var members: [JSONMember] = []
    if let code = error.code { members.append(JSONMember("code", .string(code))) }
    if !error.message.isEmpty { members.append(JSONMember("message", .string(error.message))) }
    if let param = error.param { members.append(JSONMember("param", .string(param))) }
    if let line = error.line { members.append(JSONMember("line", number(line))) }
    members += error.extras
    return members == [JSONMember("message", .string(error.message))]
      ? .string(error.message) : .object(members)
  }

  /// Known fields as the API's reference lists them; the others follow as they came.
  private static let order: [BatchField] = [
    .id, .object, .endpoint, .status, .errors, .inputFileID, .completionWindow, .fileName,
    .outputFileID, .errorFileID, .created, .inProgress, .expires, .finalizing, .completed,
    .failed, .expired, .cancelling, .cancelled, .requestCounts, .metadata,
  ]

  private static let names = Set(order.map(\.name))

  private static func number(_ number: Int?) -> JSONValue {
    number.map { .number(String($0)) } ?? .null
  }
}

extension BatchRecord {
  /// The record as a JSON object in UTF-8, without a line break at its end.
  /// - Parameter pretty: one member a line, instead of all on one.
  public func json(pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    write(to: &writer)
    return writer.bytes
  }

  func write(to writer: inout JSONWriter) { writer.value(.object(members)) }
}

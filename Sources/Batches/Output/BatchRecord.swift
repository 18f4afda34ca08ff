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
    var members = JSONMembers(Self.texts(batch))
    // Where a field could not be read, what the server sent stands in for it; the names that
    // promise a type follow, and replace it.
    for extra in batch.extras { members.set(extra.name, extra.value) }
    for member in Self.typed(batch) { members.set(member.name, member.value) }
    self.members = Self.inOrder(members.members)
  }

  private static func texts(_ batch: Batch) -> [JSONMember] {
    let status = batch.status.text
    return [
      member(.id, batch.id), member(.object, batch.object), member(.endpoint, batch.endpoint),
      member(.status, status.isEmpty ? nil : status),
      member(.inputFileID, batch.inputFileID), member(.outputFileID, batch.outputFileID),
      member(.errorFileID, batch.errorFileID), member(.fileName, batch.fileName),
      member(.completionWindow, batch.completionWindow),
      JSONMember(
        BatchField.metadata.name, batch.metadata.isEmpty ? .null : .object(batch.metadata)),
    ]
  }

  private static func typed(_ batch: Batch) -> [JSONMember] {
    var members = BatchField.times.map { field, moment in
      JSONMember(field.name, number(batch.times[moment]))
    }
    members.append(JSONMember(BatchField.errors.name, .array(batch.errors.map(error))))
    members.append(JSONMember(BatchField.requestCounts.name, counts(batch)))
    return members
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

  /// Known fields as the API's reference lists them, then the others as they came.
  private static func inOrder(_ members: [JSONMember]) -> [JSONMember] {
    var places: [String: Int] = [:]
    for (place, field) in order.enumerated() { places[field.name] = place }
    let ordered = members.enumerated().sorted { one, other in
      (places[one.element.name] ?? order.count, one.offset)
        < (places[other.element.name] ?? order.count, other.offset)
    }
    return ordered.map(\.element)
  }

  private static let order: [BatchField] = [
    .id, .object, .endpoint, .status, .errors, .inputFileID, .completionWindow, .fileName,
    .outputFileID, .errorFileID, .created, .inProgress, .expires, .finalizing, .completed,
    .failed, .expired, .cancelling, .cancelled, .requestCounts, .metadata,
  ]

  private static func member(_ field: BatchField, _ text: String?) -> JSONMember {
    JSONMember(field.name, text.map { .string($0) } ?? .null)
  }

  private static func number(_ number: Int?) -> JSONValue {
    number.map { .number(String($0)) } ?? .null
  }
}

extension BatchRecord {
  /// The record as a JSON object in UTF-8, without a line break at its end.
  /// - Parameter pretty: one member a line, instead of all on one.
  public func json(pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.value(.object(members))
    return writer.bytes
  }
}

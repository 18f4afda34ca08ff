/// A batch as a JSON object for other programs: every field under its API name, normalised.
///
/// - Text fields are strings or null; times are whole seconds since 1970 in UTC, rounded down, or null.
/// - `request_counts` is null or an object with `total`, `completed` and `failed`, each an integer or
///   null, and any other counts that the server sent.
/// - `errors` is always an array. An error with nothing but a message is a string, as SiliconFlow
///   sends it; others are objects with those of `code`, `message`, `param`, `line` that are known.
///   `jq` reads both with `.errors[] | .message? // .`.
/// - `metadata` is an object with all keys, or null when there are none.
/// - Unknown fields follow under their own names. A text field of the wrong type keeps its value;
///   a time or count of the wrong type is null.
public struct BatchJSON: Sendable {
  private let batch: Batch

  public init(_ batch: Batch) { self.batch = batch }

  /// The object in UTF-8, without a trailing newline.
  /// - Parameter pretty: one member per line instead of everything on one line.
  public func json(pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    write(to: &writer)
    return writer.bytes
  }

  /// The fields of the API in the order in which they are written.
  public static var fieldNames: [String] { order.map(\.field.name) }

  /// One field of the API as it is written; nil for any other name.
  public func value(of name: String) -> JSONValue? {
    guard let field = Self.order.first(where: { $0.field.name == name })?.field else { return nil }
    var writer = JSONWriter(escaping: .minimal)
    write(field, to: &writer)
    return JSONValue(parsing: writer.bytes)
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      for (field, name) in Self.order {
        writer.name(name)
        write(field, to: &writer)
      }
      if !batch.extras.isEmpty { writeUnknownFields(to: &writer) }
    }
  }

  private func write(_ field: BatchField, to writer: inout JSONWriter) {
    switch field {
    case .errors: return writer.value(.array(batch.errors.map(Self.error)))
    case .requestCounts: return writeCounts(to: &writer)
    default: break
    }
    if let timestamp = field.timestamp { return writer.number(batch.times[timestamp]) }
    if let text = text(field) { return writer.string(text) }
    // A field that could not be read is exported as the server sent it.
    if !batch.extras.isEmpty, let kept = batch.extras.last(where: { $0.name == field.name }) {
      return writer.value(kept.value)
    }
    if field == .metadata {
      return writer.value(batch.metadata.isEmpty ? .null : .object(batch.metadata))
    }
    writer.string(text(field))
  }

  private func writeUnknownFields(to writer: inout JSONWriter) {
    var others = JSONMembers()
    for extra in batch.extras where !Self.names.contains(extra.name) {
      others.set(extra.name, extra.value)
    }
    for member in others.members { writer.member(member) }
  }

  private func text(_ field: BatchField) -> String? {
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

  private func writeCounts(to writer: inout JSONWriter) {
    guard let counts = batch.counts, counts.hasNumbers else { return writer.raw("null") }
    let own = [
      (name: "total", number: counts.total), (name: "completed", number: counts.completed),
      (name: "failed", number: counts.failed),
    ]
    writer.object { writer in
      for (name, number) in own {
        writer.name(name)
        writer.number(number)
      }
      let extra = batch.extras.last { $0.name == BatchField.requestCounts.name }
      guard case .object(let others)? = extra?.value else { return }
      var members = JSONMembers()
      for other in others where !own.contains(where: { $0.name == other.name }) {
        members.set(other.name, other.value)
      }
      for member in members.members { writer.member(member) }
    }
  }

  static func error(_ error: BatchError) -> JSONValue {
    var members: [JSONMember] = []
    if let code = error.code { members.append(JSONMember("code", .string(code))) }
    if !error.message.isEmpty { members.append(JSONMember("message", .string(error.message))) }
    if let param = error.param { members.append(JSONMember("param", .string(param))) }
    if let line = error.line { members.append(JSONMember("line", .number(String(line)))) }
    members += error.extras
    return members == [JSONMember("message", .string(error.message))]
      ? .string(error.message) : .object(members)
  }

  /// Known fields in the order of the API reference; unknown ones follow in the server's order.
  private static let order: [(field: BatchField, name: EncodedName)] =
    [
      .id, .object, .endpoint, .status, .errors, .inputFileID, .completionWindow, .fileName,
      .outputFileID, .errorFileID, .created, .inProgress, .expires, .finalizing, .completed,
      .failed, .expired, .cancelling, .cancelled, .requestCounts, .metadata,
    ].map { (field: BatchField) in (field, EncodedName(field.name)) }

  private static let names = Set(order.map(\.field.name))
}

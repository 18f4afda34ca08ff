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

  /// The object without those fields of the API that are null or an empty list of errors, which say no
  /// more than their absence: about two thirds of the bytes.
  public func briefJSON() -> [UInt8] {
    var writer = JSONWriter()
    write(to: &writer, where: says)
    return writer.bytes
  }

  /// One field of the API as it is written; nil for any other name.
  public func value(of name: String) -> JSONValue? {
    guard let field = Self.order.first(where: { $0.field.name == name })?.field else { return nil }
    var writer = JSONWriter(escaping: .minimal)
    write(field, to: &writer)
    return JSONValue(parsing: writer.bytes)
  }

  func write(to writer: inout JSONWriter) { write(to: &writer) { _ in true } }

  private func write(to writer: inout JSONWriter, where isWritten: (BatchField) -> Bool) {
    writer.object { writer in
      for (field, name) in Self.order where isWritten(field) {
        writer.name(name)
        write(field, to: &writer)
      }
      if !batch.extras.isEmpty { writeUnknownFields(to: &writer) }
    }
  }

  private func write(_ field: BatchField, to writer: inout JSONWriter) {
    switch Form(of: field) {
    case .id: writer.string(batch.id)
    case .errors: writer.value(.array(batch.errors.map(Self.error)))
    case .counts: writeCounts(to: &writer)
    case .time(let timestamp): writer.number(batch.times[timestamp])
    case .text:
      if let text = text(field) { return writer.string(text) }
      writer.value(kept(field) ?? .null)
    case .metadata:
      writer.value(kept(field) ?? (batch.metadata.isEmpty ? .null : .object(batch.metadata)))
    }
  }

  /// Whether a field is more than null or empty.
  private func says(_ field: BatchField) -> Bool {
    switch Form(of: field) {
    case .id: true
    case .errors: !batch.errors.isEmpty
    case .counts: batch.counts?.hasNumbers ?? false
    case .time(let timestamp): batch.times[timestamp] != nil
    case .text: text(field) != nil || kept(field) != nil
    case .metadata: !batch.metadata.isEmpty || kept(field) != nil
    }
  }

  /// A field that could not be read, as the server sent it.
  private func kept(_ field: BatchField) -> JSONValue? {
    batch.extras.isEmpty ? nil : batch.extras.last { $0.name == field.name }?.value
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
    writer.object { writer in
      for (field, number) in zip(Self.countFields, [counts.total, counts.completed, counts.failed])
      {
        writer.name(field.name)
        writer.number(number)
      }
      guard case .object(let others)? = kept(.requestCounts) else { return }
      var members = JSONMembers()
      for other in others where !Self.countFields.contains(where: { $0.name == other.name }) {
        members.set(other.name, other.value)
      }
      for member in members.members { writer.member(member) }
    }
  }

  private static let countFields = ["total", "completed", "failed"].map {
    RecordField($0, JSONShape.count.orNull)
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

extension BatchJSON {
  /// The object that a batch is written as.
  public static var shape: JSONShape { .object(fields, others: .anything) }

  /// The fields of the API in the order in which they are written.
  public static let fields = order.map { field, _ in
    RecordField(field.name, Form(of: field).shape)
  }

  /// How a field is written.
  private enum Form {
    case id, text, errors, counts, metadata
    case time(TimestampField)

    init(of field: BatchField) {
      switch field {
      case .id: self = .id
      case .errors: self = .errors
      case .requestCounts: self = .counts
      case .metadata: self = .metadata
      case .object, .endpoint, .status, .inputFileID, .outputFileID, .errorFileID,
        .completionWindow, .fileName, .created, .inProgress, .finalizing, .completed, .failed,
        .expired, .cancelling, .cancelled, .expires:
        self = field.timestamp.map(Form.time) ?? .text
      }
    }

    var shape: JSONShape {
      switch self {
      case .id: .text
      // Arrays and objects are passed on as they were sent.
      case .text:
        .either([.text, .null, .array(of: .anything), .dictionary(of: .anything)])
      case .time: JSONShape.time.orNull
      case .errors:
        .array(
          of: .either([
            .text,
            .described(
              .dictionary(of: .anything),
              "Usually with those of code, message, param and line that are known"),
          ]))
      case .counts: JSONShape.object(BatchJSON.countFields, others: .anything).orNull
      case .metadata:
        .described(.anything, "An object or null; anything else is passed on as it was sent")
      }
    }
  }
}

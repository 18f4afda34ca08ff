import Batches

/// The files of batches.
struct FilesAPI: Sendable {
  let dialect: Dialect
  let fleet: Fleet
  /// Where files are kept that the API itself does not send; nil without such a place.
  var storage: String?

  private static let defaultLimit = 100

  /// The segments of the list's path; nil for a provider without files.
  var listPath: [String]? {
    dialect.files.output == .file ? dialect.server.path + dialect.files.path : nil
  }

  /// - Parameters:
  ///   - path: the segments of the request's path.
  ///   - time: epoch seconds.
  /// - Returns: nil for another path.
  func answer(_ call: Call, path: [String], at time: Int, under fault: Fault?) -> Answer? {
    guard let listPath, path.starts(with: listPath) else { return nil }
    let rest = Array(path.dropFirst(listPath.count))
    if rest.isEmpty { return dialect.files.purpose == nil ? nil : list(call.query, at: time) }
    if let id = contentID(rest) { return content(id, call, at: time, under: fault) }
    guard rest.count == 1 else { return nil }
    guard let (file, ordinal) = fleet.file(rest[0], at: time), fault != .fileGone else {
      return .noSuchFile(rest[0])
    }
    return Answer(wrapped(record(of: file, ordinal, at: time)))
  }

  private func contentID(_ rest: [String]) -> String? {
    switch dialect.files.content {
    case .segment(let word): return rest.count == 2 && rest[1] == word ? rest[0] : nil
    case .verb(let word):
      guard rest.count == 1, rest[0].hasSuffix(":\(word)") else { return nil }
      return String(rest[0].dropLast(word.count + 1))
    }
  }

  // MARK: Records

  private func record(of file: BatchFile, _ ordinal: Int, at time: Int) -> JSONValue {
    let batch = fleet.batch(ordinal, at: time)
    let text = fleet.text(of: file, ofBatch: ordinal, at: time)
    let name =
      switch file {
      case .input: batch.fileName ?? "\(batch.id).jsonl"
      case .output: "\(batch.id)_output.jsonl"
      case .errors: "\(batch.id)_error.jsonl"
      }
    let created = file == .input ? batch.times[.created] : text.finished
    var members = [
      JSONMember("id", .optional(batch.fileID(of: file))), JSONMember("object", .string("file")),
      JSONMember("bytes", .number(String(text.size))), JSONMember("created_at", .optional(created)),
      JSONMember("filename", .string(name)),
      JSONMember("purpose", .string(file == .input ? "batch" : "batch_output")),
    ]
    switch dialect {
    case .siliconflow, .siliconflowInternational:
      members.append(JSONMember("line_count", .number(String(text.layout.lines))))
    case .mistral: members.append(JSONMember("num_lines", .number(String(text.layout.lines))))
    case .together: members.append(JSONMember("LineCount", .number(String(text.layout.lines))))
    default: members.append(JSONMember("status", .string("processed")))
    }
    return .object(members)
  }

  private func list(_ query: [String: String], at time: Int) -> Answer {
    let purpose = dialect.files.purpose.flatMap { query[$0] }
    let limit = min(max(query["limit"].flatMap { Int($0) } ?? Self.defaultLimit, 1), 10_000)
    var after: Int?
    if let id = query["after"], !id.isEmpty {
      guard let (_, ordinal) = fleet.file(id, at: time) else { return .noSuchFile(id) }
      after = ordinal
    }
    let page = fleet.page(after: after, limit: limit, at: time)
    var files: [JSONValue] = []
    for (batch, ordinal) in zip(page.batches, page.ordinals.reversed()) {
      // The input is the last of a batch, so that paging after it goes on with the next one.
      for file in [BatchFile.errors, .output, .input] where batch.fileID(of: file) != nil {
        guard purpose == nil || purpose == (file == .input ? "batch" : "batch_output") else {
          continue
        }
        files.append(record(of: file, ordinal, at: time))
      }
    }
    return Answer(
      wrapped(
        .object([
          JSONMember("object", .string("list")), JSONMember("data", .array(files)),
          JSONMember("has_more", .bool(page.hasMore)),
        ])))
  }

  /// SiliconFlow's envelope around what concerns files.
  private func wrapped(_ value: JSONValue) -> JSONValue {
    guard dialect == .siliconflow || dialect == .siliconflowInternational else { return value }
    return .object([
      JSONMember("code", .number("20000")), JSONMember("message", .string("Ok")),
      JSONMember("status", .bool(true)), JSONMember("data", value),
    ])
  }

  // MARK: Contents

  func content(_ id: String, _ call: Call, at time: Int, under fault: Fault?) -> Answer {
    guard let (file, ordinal) = fleet.file(id, at: time), fault != .fileGone else {
      return .noSuchFile(id)
    }
    if fault == .fileRedirect, let storage {
      return Answer(text: "", status: 302).with("Location", StoragePlace.url(of: id, at: storage))
    }
    var text = fleet.text(of: file, ofBatch: ordinal, at: time)
    text.isBroken = fault == .brokenLines
    return Answer(text, for: call, ranges: fault != .withoutRange)
  }
}

extension Answer {
  static func noSuchFile(_ id: String) -> Answer {
    Answer(
      .object([
        JSONMember(
          "error",
          .object([
            JSONMember("message", .string("No such File object: \(id)")),
            JSONMember("type", .string("invalid_request_error")),
            JSONMember("param", .string("id")),
            JSONMember("code", .null),
          ]))
      ]), status: 404)
  }

  /// A file, or the part of it that a call asks for.
  /// - Parameter ranges: whether parts are sent.
  init(_ text: FileText, for call: Call, ranges: Bool) {
    self.init(text: "", status: 200, contentType: "application/octet-stream")
    content = FileSlice(text: text, range: 0..<text.size)
    guard ranges else { return }
    headers["ETag"] = text.etag
    headers["Accept-Ranges"] = "bytes"
    guard let asked = call.range, call.ifRange.map({ $0 == text.etag }) ?? true,
      let range = ByteRange(asked)
    else { return }
    guard let part = range.clamped(to: text.size) else {
      status = 416
      headers["Content-Range"] = "bytes */\(text.size)"
      content = nil
      return
    }
    status = 206
    headers["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(text.size)"
    content = FileSlice(text: text, range: part)
  }
}

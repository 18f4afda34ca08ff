extension FileRecord {
  /// Decodes the response to a request for one file, which may be wrapped in an envelope.
  ///
  /// The parameters and errors are those of `PageBody.init(parsing:status:headers:now:dialect:)`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0
  ) throws(ServiceFailure) {
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .file)
    let document = try answer.document()
    switch Envelope(document, about: .file, .common, .files) {
    case .batch(let row):
      guard let file = FileRecord(document, row) else { throw answer.otherShape() }
      self = file
    case .error(let error):
      throw answer.failure(error)
    case .list, .bareList, .emptyList, .other:
      throw answer.otherShape()
    }
  }

  /// The file in a row; nil where it has no id.
  fileprivate init?(_ document: JSONDocument, _ row: Int) {
    guard let id = BatchDecoder.id(of: row, in: document, .files) else { return nil }
    self.init(id: FileID(id))
    document.forEachMember(row) { name, value in
      guard let field = FileField(document.text(name)) else {
        extras.append(JSONMember(document.text(name), document.value(value)))
        return
      }
      set(field, to: value, of: document)
    }
  }

  private mutating func set(_ field: FileField, to value: Int, of document: JSONDocument) {
    switch field {
    case .id: break
    case .bytes: bytes = document.count(value) ?? bytes
    case .lineCount: lineCount = document.count(value) ?? lineCount
    case .created: created = document.time(value) ?? created
    case .expires: expires = document.time(value) ?? expires
    case .name: name = document.words(value) ?? name
    case .purpose: purpose = document.words(value) ?? purpose
    }
  }
}

extension FilePage {
  /// Decodes the response to a request for the list of files, in any envelope that a list of batches
  /// may have.
  ///
  /// The parameters and errors are those of `PageBody.init(parsing:status:headers:now:dialect:)`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0
  ) throws(ServiceFailure) {
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .files)
    let document = try answer.document()
    self.init(files: [])
    switch Envelope(document, about: .files, .common, .files) {
    case .bareList(let row):
      read(document, row)
    case .list(let row, let hasMore, _):
      read(document, row)
      self.hasMore = hasMore
    case .emptyList(let hasMore):
      self.hasMore = hasMore
    case .error(let error):
      throw answer.failure(error)
    case .batch, .other:
      throw answer.otherShape()
    }
  }

  private mutating func read(_ document: JSONDocument, _ list: Int) {
    skipped = document.elementsLeftOut[list] ?? 0
    document.forEachElement(list) { element in
      if let file = FileRecord(document, element) {
        files.append(file)
      } else {
        skipped += 1
      }
    }
  }
}

/// A field of a file by any of its names.
private enum FileField {
  case id, bytes, created, expires, name, purpose, lineCount

  init?(_ name: String) {
    switch ErrorNames.folded(name) {
    case "id", "fileid": self = .id
    case "bytes", "size", "sizebytes", "filesize": self = .bytes
    case "createdat", "createtime", "created", "uploadedat": self = .created
    case "expiresat", "expirationtime", "expireat": self = .expires
    case "filename", "displayname": self = .name
    case "purpose": self = .purpose
    // Mistral and Together.
    case "linecount", "lines", "numlines": self = .lineCount
    default: return nil
    }
  }
}

extension RowReading {
  /// Rows are files, whose id may be in `file_id`.
  static let files = RowReading(
    Dialect(
      name: "files", server: Dialect.Server(address: nil, path: [], keys: []),
      row: Dialect.Row(fields: [("file_id", .id), ("fileId", .id)])))
}

extension JSONDocument {
  fileprivate func count(_ index: Int) -> Int? {
    guard case .value(let count) = looseInteger(index), count >= 0 else { return nil }
    return count
  }

  fileprivate func time(_ index: Int) -> Int? {
    guard case .value(let time) = looseTime(index) else { return nil }
    return time
  }

  fileprivate func words(_ index: Int) -> String? {
    guard case .value(let text) = looseText(index) else { return nil }
    return text
  }
}

/// Decodes batches from the objects of a JSON text. Only a non-empty id is mandatory; everything else
/// is optional and loosely typed, and whatever cannot be read is kept in `extras`.
struct BatchDecoder {
  let document: JSONDocument
  /// The row of each known field's value in the current object.
  private var rows = FieldRows()
  private var extras = JSONMembers()

  init(_ document: JSONDocument) { self.document = document }

  /// The batch in a row; nil where it has no id.
  mutating func batch(_ index: Int) -> Batch? {
    collect(index)
    guard let id = rows[.id].flatMap({ Self.id(at: $0, in: document) }) else { return nil }
    var batch = Batch(id: id)
    batch.object = text(.object)
    batch.endpoint = text(.endpoint)
    batch.inputFileID = text(.inputFileID)
    batch.outputFileID = text(.outputFileID)
    batch.errorFileID = text(.errorFileID)
    batch.completionWindow = text(.completionWindow)
    batch.fileName = text(.fileName)
    if let status = text(.status) { batch.status = BatchStatus(status) }
    for (field, timestamp) in BatchField.times { batch.times[timestamp] = time(field) }
    batch.counts = counts()
    batch.errors = errors()
    batch.metadata = metadata()
    batch.extras = extras.members
    return batch
  }

  /// The id of the batch in a row, as `batch(_:)` finds it.
  static func id(of index: Int, in document: JSONDocument) -> String? {
    var row: Int?
    document.forEachMember(index) { name, value in
      if document.lookUp(name, in: BatchField.table) == .id { row = value }
    }
    return row.flatMap { id(at: $0, in: document) }
  }

  private static func id(at row: Int, in document: JSONDocument) -> String? {
    guard case .value(let id) = document.looseText(row), !document.isBoolean(row) else {
      return nil
    }
    return id
  }

  /// Finds the fields; of duplicate names the last one wins.
  private mutating func collect(_ index: Int) {
    rows.removeAll()
    extras = JSONMembers()
    document.forEachMember(index) { name, value in
      if let field = document.lookUp(name, in: BatchField.table) {
        rows[field] = value
      } else {
        extras.set(document.text(name), document.value(value))
      }
    }
  }

  private mutating func text(_ field: BatchField) -> String? {
    rows[field].flatMap { read(document.looseText($0), of: field, at: $0) }
  }

  private mutating func time(_ field: BatchField) -> Int? {
    rows[field].flatMap { read(document.looseTime($0), of: field, at: $0) }
  }

  private mutating func read<Value>(
    _ found: Loose<Value>, of field: BatchField, at row: Int
  ) -> Value? {
    switch found {
    case .value(let value): return value
    case .notSet: return nil
    case .unreadable:
      keep(field, row)
      return nil
    }
  }

  private mutating func keep(_ field: BatchField, _ row: Int) {
    extras.set(field.name, document.value(row))
  }

  private mutating func counts() -> RequestCounts? {
    if let row = rows[.requestCounts], !document.isNothing(row) {
      var reader = CountsReader()
      document.forEachMember(row) { name, value in
        let role = document.lookUp(name, in: CountsReader.allNames)
        reader.add(document.looseInteger(value), as: role) {
          JSONMember(document.text(name), document.value(value))
        }
      }
      if document.kind(row) != .object {
        keep(.requestCounts, row)
      } else {
        let unread = JSONMembers(reader.unread).members
        if !unread.isEmpty { extras.set(BatchField.requestCounts.name, .object(unread)) }
      }
      if let counts = reader.counts { return counts }
    }
    return countsBesideTheFields()
  }

  /// Zhipu puts the counts beside the other fields.
  private mutating func countsBesideTheFields() -> RequestCounts? {
    if extras.members.isEmpty { return nil }
    var reader = CountsReader()
    for member in extras.members {
      let role = CountsReader.namesBesideFields[member.name]
      reader.add(member.value.looseInteger, as: role) { member }
    }
    if reader.counts != nil { extras = JSONMembers(reader.unread) }
    return reader.counts
  }

  private func errors() -> [BatchError] {
    let errors = rows[.errors].map { BatchError.all(in: document.value($0)) } ?? []
    if !errors.isEmpty { return errors }
    // Together has `error`. It also stays in the extras, because it is not a field of this API.
    let error = extras.members.first { $0.name == "error" }
    return error.map { BatchError.all(in: $0.value) } ?? []
  }

  private mutating func metadata() -> [JSONMember] {
    guard let row = rows[.metadata], !document.isNothing(row) else { return [] }
    switch document.value(row) {
    case .object(let members):
      return members
    case .string(let text):
      if case .object(let members)? = JSONValue(parsing: Array(text.utf8)) { return members }
      keep(.metadata, row)
    case let other:
      extras.set(BatchField.metadata.name, other)
    }
    return []
  }
}

extension JSONDocument {
  fileprivate func isBoolean(_ index: Int) -> Bool {
    kind(index) == .true || kind(index) == .false
  }

  /// null, or an empty string, array or object.
  func isNothing(_ index: Int) -> Bool { kind(index) == .null || isEmpty(index) }
}

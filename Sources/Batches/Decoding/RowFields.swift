/// The fields of one object after another: where the value of each known field is, under whichever
/// name, and what is left over.
struct RowFields {
  let document: JSONDocument
  private let reading: RowReading
  private let hasCommonNames: Bool
  private var rows = FieldRows()
  /// Members that are no fields of this API, and fields that could not be read.
  private(set) var extras = JSONMembers()
  /// Fields under other names, and their rows.
  private(set) var synonyms: [(meaning: Synonym, row: Int, name: Int)] = []
  /// The fields whose value has another name.
  private var borrowed = FieldSet()
  /// The object that JSON:API has the fields in.
  private var attributes: Int?
  /// Whether the server has deleted the results.
  private(set) var hasResultsGone = false

  init(_ document: JSONDocument, _ reading: RowReading) {
    self.document = document
    self.reading = reading
    hasCommonNames = reading.hasCommonNames
  }

  /// The row of a field's value; nil where the object lacks the field.
  subscript(field: BatchField) -> Int? { rows[field] }

  /// Finds the fields of an object; of duplicate names the last one wins.
  mutating func collect(_ index: Int) {
    rows.removeAll()
    extras = JSONMembers()
    if !synonyms.isEmpty { synonyms.removeAll(keepingCapacity: true) }
    borrowed = FieldSet()
    hasResultsGone = false
    attributes = nil
    collectMembers(index)
    if let attributes, rows[.status] == nil { readAttributes(attributes) }
    if !synonyms.isEmpty { readSynonyms() }
  }

  private mutating func collectMembers(_ index: Int) {
    // Looked up once, not for each member.
    let document = document
    let table = BatchField.table
    let hasCommonNames = hasCommonNames
    document.forEachMember(index) { name, value in
      if !hasCommonNames, collectOwn(name, value) { return }
      if let field = document.lookUp(name, in: table) {
        rows[field] = value
      } else {
        if document.kind(value) == .object, document.matches(name, Self.attributesName) {
          attributes = value
        }
        extras.set(document.text(name), document.value(value))
        if reading.hasSynonyms, let meaning = document.synonym(name) {
          addSynonym(meaning, value, name)
        }
      }
    }
  }

  private static let attributesName = "attributes"

  /// Collects the fields of a row of JSON:API, which stand beside nothing but the id and the type.
  private mutating func readAttributes(_ row: Int) {
    if reading.hasSynonyms, !hasSynonym(.field(.status)), !hasSynonym(.state) {
      extras.remove { $0 == Self.attributesName }
      collectMembers(row)
    }
  }

  /// Collects a member whose name means something else in this dialect.
  /// - Returns: whether it is one.
  private mutating func collectOwn(_ name: Int, _ value: Int) -> Bool {
    if let inside = reading.inside, document.kind(value) == .object,
      document.lookUp(name, in: inside) != nil
    {
      collectMembers(value)
      return true
    }
    guard let own = reading.own, let meaning = document.lookUp(name, in: own) else { return false }
    if meaning == .id {
      rows[.id] = value
      return true
    }
    extras.set(document.text(name), document.value(value))
    switch meaning {
    case .id, .other: break
    case .status: addSynonym(.field(.status), value, name)
    case .errors: addSynonym(.field(.errors), value, name)
    case .inputFile: addSynonym(.field(.inputFileID), value, name)
    case .outputFile: addSynonym(.field(.outputFileID), value, name)
    case .resultsGone: hasResultsGone = !document.isNothing(value)
    case .end: addSynonym(.end, value, name)
    case .lastChange: addSynonym(.lastChange, value, name)
    case .percent: addSynonym(.percent, value, name)
    case .outcome: if isError(value) { addSynonym(.field(.errors), value, name) }
    }
    return true
  }

  /// Whether an object with an outcome reports an error.
  private func isError(_ row: Int) -> Bool {
    guard let code = document.member("code", of: row),
      case .value(let text) = document.looseText(code)
    else { return false }
    return !ErrorNames.isGood(code: text)
  }

  /// Fills fields that are missing or not set from those with other names, of which the first counts.
  /// They also stay in the extras, because they are not fields of this API.
  private mutating func readSynonyms() {
    for (meaning, row, _) in synonyms {
      let isObject = document.kind(row) == .object
      switch meaning {
      case .field(.requestCounts) where !isObject: break
      case .field(let field): fill(field, from: row)
      case .state: fill(isObject ? .requestCounts : .status, from: row)
      case .progress where isObject: fill(.requestCounts, from: row)
      case .progress, .percent, .share, .end, .lastChange, .cancel: break
      }
    }
  }

  private mutating func addSynonym(_ meaning: Synonym, _ row: Int, _ name: Int) {
    // Of duplicate names the last one wins.
    if synonyms.contains(where: { $0.meaning == meaning }) {
      let text = document.text(name)
      synonyms.removeAll { $0.meaning == meaning && document.matches($0.name, text) }
    }
    synonyms.append((meaning, row, name))
  }

  private func hasSynonym(_ meaning: Synonym) -> Bool {
    synonyms.contains { $0.meaning == meaning }
  }

  private func isUnset(_ row: Int) -> Bool {
    document.isNothing(row) || document.kind(row) == .false
  }

  private mutating func fill(_ field: BatchField, from row: Int) {
    if let own = rows[field], !isUnset(own) { return }
    // A file that is not set is still a file that the server names.
    if isUnset(row), !field.isFile { return }
    rows[field] = row
    borrowed.insert(field)
  }

  /// The value of a field; one that cannot be read goes into the extras.
  mutating func read<Value>(
    _ found: Loose<Value>, of field: BatchField, at row: Int
  ) -> Value? {
    switch found {
    case .value(let value): return value
    case .notSet: return nil
    case .unreadable:
      keep(field, document.value(row))
      return nil
    }
  }

  /// Puts the value of a field into the extras.
  mutating func keep(_ field: BatchField, _ value: JSONValue) {
    // A value under another name is in the extras already.
    if !borrowed.contains(field) { extras.set(field.name, value) }
  }

  mutating func removeExtras(named isRemoved: (String) -> Bool) { extras.remove(where: isRemoved) }
}

extension JSONDocument {
  /// What a name that is not the API's own means.
  func synonym(_ name: Int) -> Synonym? { withName(name) { Synonym($0) } }

  func countsRole(_ name: Int) -> CountsReader.Role? {
    withName(name) { CountsReader.role(of: $0) }
  }

  private func withName<Value>(
    _ name: Int, _ find: (UnsafeBufferPointer<UInt8>) -> Value?
  ) -> Value? {
    if kind(name) == .escapedString { return text(name).withBytes(find) }
    let range = range(name)
    return bytes.withUnsafeBufferPointer { find(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// null, or an empty string, array or object.
  func isNothing(_ index: Int) -> Bool { kind(index) == .null || isEmpty(index) }
}

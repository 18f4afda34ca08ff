/// Decodes batches from the objects of a JSON text. Only a non-empty id is mandatory; everything else
/// is optional and loosely typed, and whatever cannot be read is kept in `extras`.
struct BatchDecoder {
  let document: JSONDocument
  private let reading: RowReading
  private let hasCommonNames: Bool
  /// The row of each known field's value in the current object.
  private var rows = FieldRows()
  private var extras = JSONMembers()
  /// Fields that stand under other names in the current object, and their rows.
  private var synonyms: [(meaning: Synonym, row: Int, name: Int)] = []
  /// The fields whose value has another name.
  private var borrowed = FieldSet()
  /// nil where there are only the API's own counts.
  private var otherCounts: OtherCounts?
  /// Whether the server has deleted the results.
  private var hasResultsGone = false

  /// Counts of requests that neither ended well nor failed.
  private struct OtherCounts {
    var pending: Int?
    var cancelled = 0
    var expired = 0
  }

  init(_ document: JSONDocument, _ reading: RowReading = .common) {
    self.document = document
    self.reading = reading
    hasCommonNames = reading.hasCommonNames
  }

  /// The batch in a row; nil where it has no id.
  mutating func batch(_ index: Int) -> Batch? {
    var batches: [Batch] = []
    return append(index, to: &batches) ? batches[0] : nil
  }

  /// Appends the batch in a row. It is filled in its place: a batch that is returned is copied twice.
  /// - Returns: false where it has no id.
  mutating func append(_ index: Int, to batches: inout [Batch]) -> Bool {
    collect(index)
    if !synonyms.isEmpty { readSynonyms() }
    guard
      let id = rows[.id].flatMap({ Self.id(at: $0, in: document) })
        ?? Self.lesserID(of: index, in: document, reading)
    else { return false }
    batches.append(Batch(id: id))
    read(into: &batches[batches.count - 1])
    return true
  }

  private mutating func read(into batch: inout Batch) {
    batch.object = text(.object)
    batch.endpoint = text(.endpoint)
    batch.inputFileID = file(.inputFileID)
    batch.outputFileID = file(.outputFileID)
    batch.errorFileID = file(.errorFileID)
    batch.namesFiles = namesFiles
    batch.completionWindow = text(.completionWindow)
    batch.fileName = text(.fileName)
    if let status = text(.status) ?? statusInside() { batch.status = BatchStatus(status) }
    readTimes(into: &batch.times)
    batch.counts = counts()
    if reading.status != .word { deriveStatus(of: &batch) }
    if reading.countsAtEnd, !batch.status.isTerminal { batch.counts?.forgetProgress() }
    batch.errors = errors()
    batch.metadata = metadata()
    if !synonyms.isEmpty { addSynonyms(to: &batch) }
    batch.extras = extras.members
    batch.terms = reading.terms
  }

  /// Finds the fields; of duplicate names the last one wins.
  private mutating func collect(_ index: Int) {
    rows.removeAll()
    extras = JSONMembers()
    if !synonyms.isEmpty { synonyms.removeAll(keepingCapacity: true) }
    borrowed = FieldSet()
    otherCounts = nil
    hasResultsGone = false
    collectMembers(index)
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
        extras.set(document.text(name), document.value(value))
        if let meaning = document.synonym(name) { addSynonym(meaning, value, name) }
      }
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
    case .outcome: if isError(value) { addSynonym(.field(.errors), value, name) }
    }
    return true
  }

  /// Whether an object with an outcome tells of an error.
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
      case .progress, .share, .end, .lastChange, .cancel: break
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

  private mutating func text(_ field: BatchField) -> String? {
    rows[field].flatMap { read(document.looseText($0), of: field, at: $0) }
  }

  /// The word of a status that is an object, such as `{"state": "RUNNING"}`.
  private func statusInside() -> String? {
    guard let row = rows[.status], document.kind(row) == .object else { return nil }
    var found: String?
    document.forEachMember(row) { name, value in
      guard found == nil, case .value(let text) = document.looseText(value) else { return }
      switch document.synonym(name) {
      case .state, .field(.status): found = text
      default: break
      }
    }
    return found
  }

  /// A file's id; of several the first.
  private mutating func file(_ field: BatchField) -> String? {
    guard let row = rows[field] else { return nil }
    guard document.kind(row) == .array, !document.isEmpty(row),
      case .value(let first) = document.looseText(row + 1)
    else { return read(document.looseText(row), of: field, at: row) }
    if !borrowed.contains(field) { keep(field, row) }
    return first
  }

  private var namesFiles: Bool {
    !hasResultsGone
      && (rows[.inputFileID] != nil || rows[.outputFileID] != nil || rows[.errorFileID] != nil)
  }

  /// In seconds: a time that lies so much before the creation is a default date that means "not set".
  private static let longBeforeCreation = 365 * 86_400

  private mutating func readTimes(into times: inout Timestamps) {
    // Before any time, until the creation is known, which comes first.
    var earliest = Int.min
    for (field, timestamp) in BatchField.times {
      guard let row = rows[field], let time = read(document.looseTime(row), of: field, at: row),
        time >= earliest
      else { continue }
      if timestamp == .created { earliest = time - Self.longBeforeCreation }
      times[timestamp] = time
    }
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
    // A value under another name is in the extras already.
    if borrowed.contains(field) { return }
    extras.set(field.name, document.value(row))
  }

  private mutating func counts() -> RequestCounts? {
    var counts = countsInTheirObject() ?? countsBesideTheFields()
    if counts?.countedFraction == nil, let percent = percent() {
      counts = counts ?? RequestCounts()
      counts?.percent = percent
    }
    return counts
  }

  private mutating func countsInTheirObject() -> RequestCounts? {
    guard let row = rows[.requestCounts], !document.isNothing(row) else { return nil }
    var reader = CountsReader()
    document.forEachMember(row) { name, value in
      reader.add(document.looseInteger(value), as: document.countsRole(name)) {
        JSONMember(document.text(name), document.value(value))
      }
    }
    if document.kind(row) != .object {
      keep(.requestCounts, row)
    } else if !borrowed.contains(.requestCounts) {
      let unread = JSONMembers(reader.unread).members
      if !unread.isEmpty { extras.set(BatchField.requestCounts.name, .object(unread)) }
    }
    if !reader.unread.isEmpty {
      otherCounts = OtherCounts(
        pending: reader.pending, cancelled: reader.cancelled, expired: reader.expired)
    }
    return reader.counts
  }

  /// Zhipu and Mistral have the counts beside the other fields.
  private mutating func countsBesideTheFields() -> RequestCounts? {
    if extras.members.isEmpty { return nil }
    var reader = CountsReader()
    for member in extras.members {
      let role = CountsReader.roleBesideFields(of: member.name)
      // Long names are not the API's own, and stay.
      reader.add(member.value.looseInteger, as: role) { member }
    }
    if reader.counts != nil { extras.remove { CountsReader.isOwnName($0) } }
    return reader.counts
  }

  private func percent() -> Double? {
    for (meaning, row, _) in synonyms {
      switch meaning {
      case .progress: if let percent = document.loosePercent(row) { return percent }
      case .share: if let share = document.loosePercent(row) { return share * 100 }
      case .field, .end, .lastChange, .cancel, .state: break
      }
    }
    // Counts in an object may have their percentage beside them.
    guard otherCounts != nil, let counts = rows[.requestCounts] else { return nil }
    var found: Double?
    document.forEachMember(counts) { name, value in
      if document.synonym(name) == .progress { found = found ?? document.loosePercent(value) }
    }
    return found
  }

  /// Sets the times whose names leave open what they are the time of.
  private func addSynonyms(to batch: inout Batch) {
    for (meaning, row, _) in synonyms {
      guard [.end, .lastChange, .cancel].contains(meaning),
        case .value(let time) = document.looseTime(row)
      else { continue }
      if let created = batch.times[.created], time < created - Self.longBeforeCreation { continue }
      let moment: TimestampField
      switch (meaning, batch.status.meaning) {
      case (.cancel, .cancelled): moment = .cancelled
      case (.cancel, _): moment = .cancelling
      case (.lastChange, .unknown): continue
      case (_, .completed): moment = .completed
      case (_, .failed): moment = .failed
      case (_, .expired): moment = .expired
      case (_, .cancelled): moment = .cancelled
      case (_, .unknown): moment = .completed
      default: continue
      }
      if batch.times[moment] == nil { batch.times[moment] = time }
    }
  }

  /// Derives the status from the counts, where the dialect has none that says as much.
  private func deriveStatus(of batch: inout Batch) {
    let counts = batch.counts ?? RequestCounts()
    let (done, failed) = (counts.completed ?? 0, counts.failed ?? 0)
    let others = otherCounts ?? OtherCounts()
    switch reading.status {
    case .word: break
    case .endedByCounts:
      guard batch.status.meaning == .completed else { return }
      let isCancelled =
        others.cancelled > 0
        || synonyms.contains { meaning, row, _ in
          meaning == .field(.cancelling) && !document.isNothing(row)
        }
      let meaning: BatchStatus.Meaning =
        if isCancelled {
          .cancelled
        } else if done > 0 {
          .completed
        } else if failed > 0 {
          others.expired > 0 ? .expired : .failed
        } else {
          others.expired > 0 ? .expired : .completed
        }
      batch.status = BatchStatus(batch.status.text, meaning: meaning)
    case .byCounts:
      let isCancelled = synonyms.contains { meaning, row, _ in
        meaning == .cancel && !document.isNothing(row)
      }
      let word =
        if isCancelled {
          // With errors, it was the provider that cancelled it.
          rows[.errors].map { !document.isNothing($0) } == true ? "failed" : "cancelled"
        } else if counts.total ?? 0 == 0 {
          "validating"
        } else if others.pending ?? 0 > 0 {
          "in_progress"
        } else {
          "completed"
        }
      batch.status = BatchStatus(word)
    }
  }

  private func errors() -> [BatchError] {
    rows[.errors].map { BatchError.all(in: document.value($0)) } ?? []
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
  /// What a name that is not the API's own means.
  func synonym(_ name: Int) -> Synonym? { withName(name) { Synonym($0) } }

  fileprivate func countsRole(_ name: Int) -> CountsReader.Role? {
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

/// Decodes batches from the objects of a JSON text. Only a non-empty id is mandatory; everything else
/// is optional and loosely typed, and whatever cannot be read is kept in `extras`.
struct BatchDecoder {
  let document: JSONDocument
  private let reading: RowReading
  private var fields: RowFields
  private var scale = ProgressScale()
  /// Rows whose progress is judged once all rows of the page are known.
  private var openProgress: [(index: Int, progress: LooseProgress)] = []

  init(_ document: JSONDocument, _ reading: RowReading = .common) {
    self.document = document
    self.reading = reading
    fields = RowFields(document, reading)
  }

  /// The batch in a row; nil where it has no id.
  mutating func batch(_ index: Int) -> Batch? {
    var batches: [Batch] = []
    guard append(index, to: &batches) else { return nil }
    finish(&batches)
    return batches[0]
  }

  /// Appends the batch in a row. It is filled in its place: a batch that is returned is copied twice.
  /// - Returns: false where it has no id.
  mutating func append(_ index: Int, to batches: inout [Batch]) -> Bool {
    fields.collect(index)
    guard
      let id = fields[.id].flatMap({ Self.id(at: $0, in: document) })
        ?? Self.lesserID(of: index, in: document, reading)
    else { return false }
    batches.append(Batch(id: id))
    read(into: &batches[batches.count - 1])
    if let open = scale.takeOpen() { openProgress.append((batches.count - 1, open)) }
    return true
  }

  /// Decides what one row alone leaves open, when all rows of a page have been appended.
  mutating func finish(_ batches: inout [Batch]) {
    for (index, progress) in openProgress {
      let status = batches[index].status
      batches[index].counts?.percent = scale.percent(of: progress, status)
    }
    openProgress = []
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
    let counts = RowCounts(&fields, &scale)
    batch.counts = counts.requests
    if reading.status != .word {
      batch.status = reading.status.status(of: batch.status, counts, fields)
    }
    if reading.countsAtEnd, !batch.status.isTerminal { batch.counts?.forgetProgress() }
    batch.errors = errors(counts)
    batch.metadata = metadata()
    if !fields.synonyms.isEmpty { addTimes(to: &batch) }
    batch.extras = fields.extras.members
    batch.terms = reading.terms
  }

  private mutating func text(_ field: BatchField) -> String? {
    fields[field].flatMap { fields.read(document.looseText($0), of: field, at: $0) }
  }

  /// The word of a status that is an object, such as `{"state": "RUNNING"}`.
  private func statusInside() -> String? {
    guard let row = fields[.status], document.kind(row) == .object else { return nil }
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
    guard let row = fields[field] else { return nil }
    guard document.kind(row) == .array, !document.isEmpty(row),
      case .value(let first) = document.looseText(row + 1)
    else { return fields.read(document.looseText(row), of: field, at: row) }
    fields.keep(field, document.value(row))
    return first
  }

  /// Whether the row has a field for the output, be it null, or names a file with errors. An input alone
  /// says nothing: xAI names no other file, and some servers leave out what is not set.
  private var namesFiles: Bool {
    if fields.hasResultsGone { return false }
    return fields[.outputFileID] != nil
      || fields[.errorFileID].map { !document.isNothing($0) } ?? false
  }

  /// In seconds: a time that lies so much before the creation is a default date that means "not set".
  private static let longBeforeCreation = 365 * 86_400

  /// In seconds: a time that lies so much after the creation is a default date as well, such as the last day
  /// of the year 9999. Nothing has ended then; for a deadline it means "never".
  private static let longAfterCreation = 10 * 365 * 86_400

  private mutating func readTimes(into times: inout Timestamps) {
    // Before any time, until the creation is known, which comes first.
    var earliest = Int.min
    var last = LooseTime.firstPlaceholder
    for (field, timestamp) in BatchField.times {
      guard let row = fields[field],
        let time = fields.read(document.looseTime(row), of: field, at: row),
        time >= earliest, time < last || !timestamp.isTerminal
      else { continue }
      if timestamp == .created {
        earliest = time - Self.longBeforeCreation
        last = min(last, time + Self.longAfterCreation)
      }
      times[timestamp] = time
      // Midnight may be a date alone, whose text tells.
      if time % 86_400 == 0, document.isDateAlone(row) { fields.keep(field, document.value(row)) }
    }
  }

  /// Sets the times whose names leave open what they are the time of.
  private func addTimes(to batch: inout Batch) {
    addTimes(to: &batch) { $0 == .end || $0 == .cancel }
    // A guess, for where no field gives the end.
    let ends = TimestampField.allCases.filter(\.isTerminal)
    if batch.status.isTerminal, ends.allSatisfy({ batch.times[$0] == nil }) {
      addTimes(to: &batch) { $0 == .lastChange }
    }
  }

  private func addTimes(to batch: inout Batch, where isWanted: (Synonym) -> Bool) {
    for (meaning, row, _) in fields.synonyms {
      guard isWanted(meaning),
        case .value(let time) = document.looseTime(row)
      else { continue }
      if let created = batch.times[.created],
        time < created - Self.longBeforeCreation || time >= created + Self.longAfterCreation
      {
        continue
      }
      if time >= LooseTime.firstPlaceholder { continue }
      let field: TimestampField
      switch (meaning, batch.status.meaning) {
      case (.cancel, .cancelled): field = .cancelled
      case (.cancel, _): field = .cancelling
      case (_, .completed): field = .completed
      case (_, .failed): field = .failed
      case (_, .expired): field = .expired
      case (_, .cancelled): field = .cancelled
      case (_, .unknown): field = .completed
      default: continue
      }
      if batch.times[field] == nil { batch.times[field] = time }
    }
  }

  private func errors(_ counts: RowCounts) -> [BatchError] {
    guard let row = fields[.errors] else { return [] }
    // The number of requests that failed is no error.
    if let failed = counts.requests?.failed, case .value(failed) = document.looseInteger(row) {
      return []
    }
    return BatchError.all(in: document.value(row))
  }

  private mutating func metadata() -> [JSONMember] {
    guard let row = fields[.metadata], !document.isNothing(row) else { return [] }
    switch document.value(row) {
    case .object(let members):
      return members
    case .string(let text):
      if case .object(let members)? = JSONValue(parsing: Array(text.utf8)) { return members }
      fields.keep(.metadata, document.value(row))
    case let other:
      fields.keep(.metadata, other)
    }
    return []
  }
}

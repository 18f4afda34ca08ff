import Batches

/// Writes batches in the format of `RowLayout`.
struct RowPacker {
  private(set) var bytes: [UInt8] = []
  private(set) var vocabulary: Vocabulary

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func pack(_ batch: Batch) {
    text(batch.id)
    number(Self.fields(of: batch).rawValue)
    status(batch.status)
    times(batch.times)
    if let counts = batch.counts { self.counts(counts) }
    shared(batch.object)
    shared(batch.endpoint)
    shared(batch.completionWindow)
    optional(batch.inputFileID)
    optional(batch.outputFileID)
    optional(batch.errorFileID)
    optional(batch.fileName)
    if batch.terms != BatchTerms() { terms(batch.terms) }
    if !batch.errors.isEmpty { list(batch.errors) { $0.error($1) } }
    if !batch.metadata.isEmpty { members(batch.metadata) }
    if !batch.extras.isEmpty { members(batch.extras) }
  }

  private static func fields(of batch: Batch) -> RowLayout.Fields {
    var fields: RowLayout.Fields = []
    if let counts = batch.counts {
      fields.insert(.counts)
      if counts.total != nil { fields.insert(.total) }
      if counts.completed != nil { fields.insert(.completed) }
      if counts.failed != nil { fields.insert(.failed) }
      if counts.percent != nil { fields.insert(.percent) }
    }
    for (index, moment) in RowLayout.moments.enumerated() where batch.times[moment] != nil {
      fields.insert(.time(index))
    }
    if batch.object != nil { fields.insert(.object) }
    if batch.endpoint != nil { fields.insert(.endpoint) }
    if batch.completionWindow != nil { fields.insert(.completionWindow) }
    if batch.inputFileID != nil { fields.insert(.inputFileID) }
    if batch.outputFileID != nil { fields.insert(.outputFileID) }
    if batch.errorFileID != nil { fields.insert(.errorFileID) }
    if batch.fileName != nil { fields.insert(.fileName) }
    if batch.terms != BatchTerms() { fields.insert(.terms) }
    if !batch.namesFiles { fields.insert(.noFiles) }
    if !batch.errors.isEmpty { fields.insert(.errors) }
    if !batch.metadata.isEmpty { fields.insert(.metadata) }
    if !batch.extras.isEmpty { fields.insert(.extras) }
    return fields
  }

  private mutating func status(_ status: BatchStatus) {
    guard let known = vocabulary.number(ofStatus: status) else {
      number(0)
      text(status.text)
      number(UInt64(status.meaning.rawValue))
      return
    }
    number(UInt64(known) + 1)
  }

  private mutating func times(_ times: Timestamps) {
    var before = 0
    for moment in RowLayout.moments {
      guard let time = times[moment] else { continue }
      signed(time &- before)
      before = time
    }
  }

  private mutating func counts(_ counts: RequestCounts) {
    if let total = counts.total { signed(total) }
    if let completed = counts.completed { signed(completed) }
    if let failed = counts.failed { signed(failed) }
    if let percent = counts.percent { number(percent.bitPattern) }
  }

  private mutating func terms(_ terms: BatchTerms) {
    number(UInt64(terms.deadline.rawValue))
    signed(terms.daysKept ?? -1)
    number(terms.keptFromCreation ? 1 : 0)
  }

  private mutating func error(_ error: BatchError) {
    var fields: RowLayout.ErrorFields = []
    if error.code != nil { fields.insert(.code) }
    if error.line != nil { fields.insert(.line) }
    if error.param != nil { fields.insert(.param) }
    if !error.extras.isEmpty { fields.insert(.extras) }
    number(fields.rawValue)
    text(error.message)
    shared(error.code)
    if let line = error.line { signed(line) }
    optional(error.param)
    if !error.extras.isEmpty { members(error.extras) }
  }

  private mutating func members(_ members: [JSONMember]) {
    list(members) { packer, member in
      packer.shared(member.name)
      packer.value(member.value)
    }
  }

  private mutating func value(_ value: JSONValue) {
    switch value {
    case .null: tag(.null)
    case .bool(let bool): tag(bool ? .true : .false)
    case .number(let text):
      tag(.number)
      self.text(text)
    case .string(let text):
      tag(.string)
      self.text(text)
    case .array(let elements):
      tag(.array)
      list(elements) { $0.value($1) }
    case .object(let members):
      tag(.object)
      self.members(members)
    }
  }

  // MARK: Parts

  private mutating func list<Part>(_ parts: [Part], write: (inout RowPacker, Part) -> Void) {
    number(UInt64(parts.count))
    for part in parts { write(&self, part) }
  }

  private mutating func shared(_ word: String?) {
    guard let word else { return }
    guard let known = vocabulary.number(ofWord: word) else {
      number(0)
      text(word)
      return
    }
    number(UInt64(known) + 1)
  }

  private mutating func optional(_ text: String?) {
    if let text { self.text(text) }
  }

  private mutating func text(_ text: String) {
    text.withBytes { utf8 in
      number(UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  private mutating func tag(_ tag: RowLayout.Tag) { number(tag.rawValue) }

  private mutating func signed(_ value: Int) {
    number(UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))))
  }

  private mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

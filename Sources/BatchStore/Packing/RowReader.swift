import Batches

/// Reads what `RowPacker` wrote, from the beginning of a row on.
struct RowReader {
  private let bytes: [UInt8]
  private var position: Int
  private let vocabulary: Vocabulary

  init(_ bytes: [UInt8], at start: Int, _ vocabulary: Vocabulary) {
    self.bytes = bytes
    self.position = start
    self.vocabulary = vocabulary
  }

  mutating func batch() -> Batch {
    var batch = Batch(id: text())
    let fields = RowLayout.Fields(rawValue: number())
    batch.status = status()
    batch.times = times(fields)
    batch.namesFiles = !fields.contains(.noFiles)
    batch.counts = counts(fields)
    if fields.contains(.object) { batch.object = shared() }
    if fields.contains(.endpoint) { batch.endpoint = shared() }
    if fields.contains(.completionWindow) { batch.completionWindow = shared() }
    if fields.contains(.inputFileID) { batch.inputFileID = text() }
    if fields.contains(.outputFileID) { batch.outputFileID = text() }
    if fields.contains(.errorFileID) { batch.errorFileID = text() }
    if fields.contains(.fileName) { batch.fileName = text() }
    if fields.contains(.terms) { batch.terms = terms() }
    if fields.contains(.errors) { batch.errors = list { $0.error() } }
    if fields.contains(.metadata) { batch.metadata = members() }
    if fields.contains(.extras) { batch.extras = members() }
    return batch
  }

  /// The row's status, at the price of skipping what precedes it.
  mutating func statusOnly() -> BatchStatus {
    skipText()
    _ = number()
    return status()
  }

  /// Whether the row begins with this id.
  mutating func hasID(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
    let length = count()
    return bytes[position..<position + length].withUnsafeBufferPointer { $0.hasSameBytes(as: id) }
  }

  private mutating func status() -> BatchStatus {
    let number = count()
    guard number == 0 else { return vocabulary.statuses[number - 1] }
    let text = text()
    let meaning = BatchStatus.Meaning(rawValue: UInt8(truncatingIfNeeded: self.number()))
    return BatchStatus(text, meaning: meaning ?? .unknown)
  }

  private mutating func times(_ fields: RowLayout.Fields) -> Timestamps {
    var times = Timestamps()
    var before = 0
    for (index, moment) in RowLayout.moments.enumerated() where fields.contains(.time(index)) {
      before &+= signed()
      times[moment] = before
    }
    return times
  }

  private mutating func counts(_ fields: RowLayout.Fields) -> RequestCounts? {
    guard fields.contains(.counts) else { return nil }
    var counts = RequestCounts()
    if fields.contains(.total) { counts.total = signed() }
    if fields.contains(.completed) { counts.completed = signed() }
    if fields.contains(.failed) { counts.failed = signed() }
    if fields.contains(.percent) { counts.percent = Double(bitPattern: number()) }
    return counts
  }

  private mutating func terms() -> BatchTerms {
    let deadline = BatchTerms.Deadline(rawValue: UInt8(truncatingIfNeeded: number()))
    let days = signed()
    return BatchTerms(
      deadline: deadline ?? .limit, daysKept: days < 0 ? nil : days, keptFromCreation: number() == 1
    )
  }

  private mutating func error() -> BatchError {
    let fields = RowLayout.ErrorFields(rawValue: number())
    var error = BatchError(message: text())
    if fields.contains(.code) { error.code = shared() }
    if fields.contains(.line) { error.line = signed() }
    if fields.contains(.param) { error.param = text() }
    if fields.contains(.extras) { error.extras = members() }
    return error
  }

  private mutating func members() -> [JSONMember] {
    list { reader in
      let name = reader.shared()
      return JSONMember(name, reader.value())
    }
  }

  private mutating func value() -> JSONValue {
    switch RowLayout.Tag(rawValue: number()) {
    case .null, nil: .null
    case .false: .bool(false)
    case .true: .bool(true)
    case .number: .number(text())
    case .string: .string(text())
    case .array: .array(list { $0.value() })
    case .object: .object(members())
    }
  }

  // MARK: Parts

  private mutating func list<Part>(_ read: (inout RowReader) -> Part) -> [Part] {
    let count = count()
    var parts: [Part] = []
    parts.reserveCapacity(count)
    for _ in 0..<count { parts.append(read(&self)) }
    return parts
  }

  private mutating func shared() -> String {
    let number = count()
    return number == 0 ? text() : vocabulary.words[number - 1]
  }

  private mutating func text() -> String {
    let length = count()
    let start = position
    position += length
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipText() {
    let length = count()
    position += length
  }

  private mutating func signed() -> Int {
    let bits = number()
    return Int(bitPattern: UInt(bits >> 1)) ^ -Int(bits & 1)
  }

  private mutating func count() -> Int { Int(number()) }

  private mutating func number() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }
}

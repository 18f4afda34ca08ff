import Batches

/// All that a row says of a batch, in 64 bits that are the same in every run: a row is compared without
/// being read. Two that differ are alike once in 2^64 times.
struct RowDigest {
  private var state: UInt64 = Self.version

  /// To be raised when the columns of a row are made from a batch in another way, so that they are written
  /// again.
  private static let version: UInt64 = 1

  private init() {}

  static func of(_ batch: Batch) -> Int {
    var digest = RowDigest()
    digest.add(batch)
    return Int(bitPattern: UInt(digest.state))
  }

  private mutating func add(_ batch: Batch) {
    add(batch.id)
    add(batch.status.text)
    add(UInt64(batch.status.meaning.rawValue))
    for time in TimestampField.allCases { add(batch.times[time]) }
    add(batch.counts?.total)
    add(batch.counts?.completed)
    add(batch.counts?.failed)
    add(batch.counts?.percent.map { Int(bitPattern: UInt($0.bitPattern)) })
    add(batch.object)
    add(batch.endpoint)
    add(batch.inputFileID)
    add(batch.outputFileID)
    add(batch.errorFileID)
    add(batch.completionWindow)
    add(batch.fileName)
    add(batch.namesFiles ? 1 : 0)
    add(UInt64(batch.errors.count))
    for error in batch.errors { add(error) }
    add(batch.metadata)
    add(batch.extras)
  }

  private mutating func add(_ error: BatchError) {
    add(error.code)
    add(error.message)
    add(error.line)
    add(error.param)
    add(error.extras)
  }

  private mutating func add(_ members: [JSONMember]) {
    add(UInt64(members.count))
    for member in members {
      add(member.name)
      add(member.value)
    }
  }

  private mutating func add(_ value: JSONValue) {
    switch value {
    case .null: add(UInt64(0))
    case .bool(let bool): add(bool ? 1 : 2)
    case .number(let text):
      add(UInt64(3))
      add(text)
    case .string(let text):
      add(UInt64(4))
      add(text)
    case .array(let elements):
      add(UInt64(5))
      add(UInt64(elements.count))
      for element in elements { add(element) }
    case .object(let members):
      add(UInt64(6))
      add(members)
    }
  }

  private mutating func add(_ number: Int?) {
    add(number == nil ? 0 : 1 as UInt64)
    if let number { add(UInt64(bitPattern: Int64(number))) }
  }

  private mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1 as UInt64)
    if let text { add(text) }
  }

  private mutating func add(_ text: String) {
    // Every text of every row passes here: a closure of another module is not inlined.
    let isAdded: Void? = text.utf8.withContiguousStorageIfAvailable { add($0) }
    if isAdded == nil { Array(text.utf8).withUnsafeBufferPointer { add($0) } }
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeRawBufferPointer(text)
    add(UInt64(bytes.count))
    let whole = bytes.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
    guard whole < bytes.count else { return }
    add(bytes[whole...].reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// Folds a product, in which every bit depends on every bit of the factors.
  private mutating func add(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    state = (product.high ^ product.low) &+ 0xD1B5_4A32_D192_ED03
  }
}

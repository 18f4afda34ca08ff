/// What a scan keeps of one level of a line: the line itself, its `response` or `result`, or the body
/// in that.
enum ScannedField: UInt8, CaseIterable {
  // In the order in which they are believed.
  case customID, key, recordID
  case statusCode
  /// The type of a result, or a status in a word.
  case outcome
  case requestID, objectID
  case errorCode, errorStatus, errorType, errorMessage
  /// Code and message without an `error` around them.
  case bareCode, bareMessage
  case promptTokens, completionTokens, totalTokens, cachedTokens, reasoningTokens
  case milliseconds, seconds
  case model
  /// The whole value of this level.
  case body
  /// What a model answered: `choices`, `content` and the like.
  case answer
  /// A text, a list or an object under a name that means nothing here: it may be the answer.
  case other
  /// Whether there is a `response` or `result` that is null.
  case noResponse
  /// Whether there is an `error` that is neither null nor empty.
  case error
}

/// The place of a value in a line.
struct ScannedValue {
  enum Form: UInt8 {
    /// A number, `true`, `false` or a tolerated word.
    case word
    case string
    /// A string with escapes.
    case escapedString
    case array, object
  }

  /// For a string, without its quotes.
  var start: UInt32
  var end: UInt32
  var form: Form
  /// Whether it lies in JSON that was itself inside a string, `LineScanner.nested`.
  var isNested: Bool

  var count: Int { Int(end - start) }
  var isText: Bool { form != .array && form != .object }
}

/// The fields of one level; those that are null or missing are not set.
struct ScannedLevel {
  private(set) var isSet: UInt32 = 0
  private let values: UnsafeMutablePointer<ScannedValue>

  init() {
    values = .allocate(capacity: 32)
  }

  func deallocate() { values.deallocate() }

  @inline(__always)
  subscript(field: ScannedField) -> ScannedValue? {
    isSet & (1 << UInt32(field.rawValue)) != 0 ? values[Int(field.rawValue)] : nil
  }

  @inline(__always)
  func has(_ field: ScannedField) -> Bool { isSet & (1 << UInt32(field.rawValue)) != 0 }

  @inline(__always)
  mutating func set(_ field: ScannedField, _ value: ScannedValue) {
    isSet |= 1 << UInt32(field.rawValue)
    values[Int(field.rawValue)] = value
  }

  @inline(__always)
  mutating func clear(_ field: ScannedField) { isSet &= ~(1 << UInt32(field.rawValue)) }

  @inline(__always)
  mutating func clear() { isSet = 0 }
}

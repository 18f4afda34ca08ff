import Batches

/// Reads from a line of JSON, in one pass and without decoding it, where the values stand that tell
/// what became of a request.
///
/// It accepts and refuses exactly what the decoder of pages does; everything that it need not keep it
/// only checks. A scanner is used for many lines, one after the other.
struct LineScanner: ~Copyable {
  enum Shape {
    case object
    /// JSON, but a list, a text or a number.
    case otherValue
    case notJSON
    /// Nothing but white space.
    case blank
  }

  enum Level: Int, CaseIterable {
    case line
    /// `response` or `result`.
    case response
    case body
  }

  /// JSON that was inside a string, without its escapes.
  private(set) var nested: [UInt8] = []

  private let names = NameLookup.shared
  private let levels: UnsafeMutablePointer<ScannedLevel>
  private var position: UnsafePointer<UInt8>
  private var start: UnsafePointer<UInt8>
  private var end: UnsafePointer<UInt8>
  private var readable: UnsafePointer<UInt8>
  private var isNested = false
  /// The position before the first line.
  private let nothing: UnsafeMutablePointer<UInt8>

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let lineFeed: UInt8 = 0x0A

  init() {
    nothing = .allocate(capacity: 1)
    nothing.pointee = Self.lineFeed
    levels = .allocate(capacity: Level.allCases.count)
    for level in Level.allCases { (levels + level.rawValue).initialize(to: ScannedLevel()) }
    position = UnsafePointer(nothing)
    start = position
    end = position
    readable = position
  }

  deinit {
    for level in Level.allCases { levels[level.rawValue].deallocate() }
    levels.deallocate()
    nothing.deallocate()
  }

  @inline(__always)
  subscript(level: Level) -> ScannedLevel { levels[level.rawValue] }

  /// Scans a line. What was found of the last one is forgotten.
  mutating func scan(_ line: borrowing Line) -> Shape {
    scan(from: line.start, to: line.end, readable: line.readable)
  }

  /// - Parameters:
  ///   - end: where a line feed can be read, which may also be elsewhere in the text.
  ///   - readable: the end of the memory that can be read, at least one byte after that.
  mutating func scan(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>,
    readable: UnsafePointer<UInt8>
  ) -> Shape {
    begin(start, end, readable)
    for level in 0..<Level.allCases.count { levels[level].clear() }
    isNested = false
    if end - start >= 3, start[0] == 0xEF, start[1] == 0xBB, start[2] == 0xBF { position += 3 }
    skipSpace()
    if position == end { return .blank }
    let isObject = position.pointee == UInt8(ascii: "{")
    let isValue: Bool
    if isObject {
      isValue = scanObject(.line, .line, 1)
    } else {
      isValue = skipValue(0, endsText: true)
    }
    guard isValue else { return .notJSON }
    skipSpace()
    guard position == end else { return .notJSON }
    guard isObject else { return .otherValue }
    readNested()
    return .object
  }

  private mutating func begin(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ readable: UnsafePointer<UInt8>
  ) {
    self.start = start
    self.end = end
    self.readable = readable
    position = start
  }

  /// The bytes of a value; valid as long as the line is.
  @inline(__always)
  func withBytes<Result>(
    _ value: ScannedValue, _ action: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if value.isNested {
      return nested.withUnsafeBufferPointer { nested in
        action(UnsafeBufferPointer(rebasing: nested[Int(value.start)..<Int(value.end)]))
      }
    }
    return action(UnsafeBufferPointer(start: start + Int(value.start), count: value.count))
  }

  // MARK: Objects that are looked into

  /// Scans an object; the position is at its brace.
  private mutating func scanObject(
    _ context: ScanContext, _ level: Level, _ depth: Int
  ) -> Bool {
    if depth > ResultLimits.levels { return skipDeep() }
    position += 1
    skipSpace()
    if position.pointee == UInt8(ascii: "}") {
      position += 1
      return true
    }
    while true {
      guard position.pointee == Self.quote else { return false }
      let name = position + 1
      var hasEscapes = false
      guard let quote = endOfString(&hasEscapes) else { return false }
      let action =
        hasEscapes
        ? escapedName(name, quote, in: context)
        : names.action(of: name, length: quote - name, readable: readable, in: context)
      position = quote + 1
      guard skipColon() else { return false }
      switch action {
      case .skip:
        let first = position
        guard skipValue(depth, endsText: false) else { return false }
        if context == .line || context == .response { noteOther(first, context, level) }
      case .keep(.outcome) where context == .line && position.pointee == UInt8(ascii: "{"):
        guard enterStatus(depth) else { return false }
      case .keep(let field):
        guard keep(field, level, depth) else { return false }
      case .enter(let inner):
        guard enter(inner, from: context, level, depth) else { return false }
      }
      skipSpace()
      let byte = position.pointee
      position += 1
      if byte == UInt8(ascii: "}") { return true }
      guard byte == UInt8(ascii: ",") else { return false }
      skipSpace()
    }
  }

  @inline(__always)
  private mutating func skipColon() -> Bool {
    skipSpace()
    guard position.pointee == UInt8(ascii: ":") else { return false }
    position += 1
    skipSpace()
    return true
  }

  @inline(never)
  private func escapedName(
    _ name: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, in context: ScanContext
  ) -> ScanAction {
    // The longest escape of a character is six bytes of two.
    guard end - name <= 32 * 6 else { return .skip }
    var plain: [UInt8] = []
    JSONText.appendUnescaped(UnsafeBufferPointer(start: name, count: end - name), to: &plain)
    let length = plain.count
    plain += [UInt8](repeating: 0, count: 8)
    return plain.withUnsafeBufferPointer { plain in
      guard let start = plain.baseAddress else { return .skip }
      return names.action(of: start, length: length, readable: start + plain.count, in: context)
    }
  }

  /// Notes where a value is; null counts as not set.
  @inline(__always)
  private mutating func keep(
    _ field: ScannedField, _ level: Level, _ depth: Int
  ) -> Bool {
    guard let value = value(depth) else { return false }
    // Anthropic's envelope of an error has the type "error", before or after the error in it.
    if field == .errorType, let value, value.count == 5, withBytes(value, Self.isError) {
      return true
    }
    if let value {
      levels[level.rawValue].set(field, value)
    } else {
      levels[level.rawValue].clear(field)
    }
    return true
  }

  /// Consumes a value. Nil where it is malformed; inside that, nil for null.
  @inline(__always)
  private mutating func value(_ depth: Int) -> ScannedValue?? {
    let first = position
    switch first.pointee {
    case Self.quote:
      var hasEscapes = false
      guard let quote = endOfString(&hasEscapes) else { return .none }
      position = quote + 1
      return place(first + 1, quote, hasEscapes ? .escapedString : .string)
    case UInt8(ascii: "{"):
      guard skipValue(depth, endsText: false) else { return .none }
      return place(first, position, .object)
    case UInt8(ascii: "["):
      guard skipValue(depth, endsText: false) else { return .none }
      return place(first, position, .array)
    default:
      guard skipWord(endsText: false) else { return .none }
      if first.pointee == UInt8(ascii: "n") { return .some(nil) }
      return place(first, position, .word)
    }
  }

  @inline(__always)
  private func place(
    _ first: UnsafePointer<UInt8>, _ last: UnsafePointer<UInt8>, _ form: ScannedValue.Form
  ) -> ScannedValue {
    ScannedValue(
      start: UInt32(truncatingIfNeeded: first - start),
      end: UInt32(truncatingIfNeeded: last - start), form: form, isNested: isNested)
  }

  private mutating func enter(
    _ inner: ScanContext, from context: ScanContext, _ level: Level, _ depth: Int
  ) -> Bool {
    let first = position
    switch inner {
    case .response:
      if first.pointee == UInt8(ascii: "{") {
        guard scanObject(.response, .response, depth + 1) else { return false }
        levels[Level.response.rawValue].set(.body, place(first, position, .object))
        return true
      }
      if first.pointee == UInt8(ascii: "n"), level == .line {
        levels[Level.line.rawValue].set(.noResponse, place(first, first, .word))
      }
      return keep(.body, .response, depth)
    case .body:
      if first.pointee == UInt8(ascii: "{") {
        guard scanObject(.body, .body, depth + 1) else { return false }
        levels[Level.body.rawValue].set(.body, place(first, position, .object))
        return true
      }
      return keep(.body, .body, depth)
    case .usage:
      if first.pointee == UInt8(ascii: "{") { return scanObject(.usage, level, depth + 1) }
      return skipValue(depth, endsText: false)
    case .error:
      return enterError(level, depth)
    case .line:
      return skipValue(depth, endsText: false)
    }
  }

  /// Notes a value under an unknown name, unless it is too little for an answer.
  @inline(__always)
  private mutating func noteOther(
    _ first: UnsafePointer<UInt8>, _ context: ScanContext, _ level: Level
  ) {
    if isEmpty(first) { return }
    switch first.pointee {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      levels[level.rawValue].set(.other, place(first, position, .object))
    case Self.quote where context == .response:
      levels[level.rawValue].set(.other, place(first + 1, position - 1, .string))
    default: break
    }
  }

  /// Google's `status` of a request is an error, unless its code is 0.
  private mutating func enterStatus(_ depth: Int) -> Bool {
    guard enterError(.line, depth) else { return false }
    if let code = self[.line][.errorCode], code.count == 1, start[Int(code.start)] == 0x30 {
      levels[Level.line.rawValue].clear(.error)
    }
    return true
  }

  /// An error is an object, a text, a number or a list of these.
  private mutating func enterError(_ level: Level, _ depth: Int) -> Bool {
    let first = position
    switch first.pointee {
    case UInt8(ascii: "{"):
      guard scanObject(.error, level, depth + 1) else { return false }
      if saysSomething(first, level) {
        levels[level.rawValue].set(.error, place(first, position, .object))
      }
      return true
    case UInt8(ascii: "["):
      if depth + 1 > ResultLimits.levels { return skipDeep() }
      position += 1
      skipSpace()
      if position.pointee == UInt8(ascii: "]") {
        position += 1
        return true
      }
      // The first one names the cause; others are mostly repetitions.
      guard enterError(level, depth + 1) else { return false }
      return skipRest(of: UInt8(ascii: "]"), depth + 1)
    default:
      guard let value = value(depth) else { return false }
      guard let value, value.form != .array else { return true }
      if value.form == .word {
        switch start[Int(value.start)] {
        case UInt8(ascii: "f"): return true
        case UInt8(ascii: "0") where value.count == 1: return true
        case UInt8(ascii: "t"): break
        default: levels[level.rawValue].set(.errorCode, value)
        }
      } else {
        if value.count == 0 { return true }
        levels[level.rawValue].set(.errorMessage, value)
      }
      levels[level.rawValue].set(.error, value)
      return true
    }
  }

  /// Whether an error that was just consumed has a member that is neither null nor empty. Some servers
  /// put one without any beside each answer.
  private mutating func saysSomething(
    _ first: UnsafePointer<UInt8>, _ level: Level
  ) -> Bool {
    if self[level].has(.error) { return true }
    for field in [ScannedField.errorMessage, .errorCode, .errorType, .errorStatus] {
      if let value = self[level][field], value.count > 0 { return true }
    }
    let end = position
    defer { position = end }
    position = first + 1
    skipSpace()
    while position.pointee == Self.quote {
      var hasEscapes = false
      guard let quote = endOfString(&hasEscapes) else { return true }
      position = quote + 1
      guard skipColon() else { return true }
      let value = position
      guard skipValue(0, endsText: false) else { return true }
      if !isEmpty(value) { return true }
      skipSpace()
      position += 1
      skipSpace()
    }
    return false
  }

  /// Whether the value that was just consumed is null, false, or a text, list or object with nothing in it.
  @inline(__always)
  private func isEmpty(_ first: UnsafePointer<UInt8>) -> Bool {
    switch first.pointee {
    case UInt8(ascii: "n"), UInt8(ascii: "f"): return true
    case Self.quote: return position - first == 2
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var inside = first + 1
      while inside < position - 1, inside.pointee <= 0x20 { inside += 1 }
      return inside == position - 1
    default: return false
    }
  }

  // MARK: JSON inside strings

  /// Some servers quote the body or the error as a text of JSON, which then is read like the body or the
  /// error itself.
  private mutating func readNested() {
    if let value = self[.body][.body] ?? self[.response][.body], isQuotedObject(value) {
      return readNested(value, .body, .body)
    }
    for level in Level.allCases {
      if let value = self[level][.errorMessage], isQuotedObject(value) {
        return readNested(value, .error, level)
      }
    }
  }

  private func isQuotedObject(_ value: ScannedValue) -> Bool {
    value.form == .escapedString && value.count <= ResultLimits.nestedBytes
      && start[Int(value.start)] == UInt8(ascii: "{")
  }

  @inline(never)
  private mutating func readNested(_ value: ScannedValue, _ context: ScanContext, _ level: Level) {
    var text: [UInt8] = []
    withBytes(value) { JSONText.appendUnescaped($0, to: &text) }
    let count = text.count
    // For the scan's end, and so that names are read eight bytes at once.
    text += [Self.lineFeed] + [UInt8](repeating: 0, count: 8)
    nested = text
    let outer = (start, end, readable, position)
    text.withUnsafeBufferPointer { text in
      guard let first = text.baseAddress else { return }
      begin(first, first + count, first + text.count)
      guard skipObject(1) else { return }
      skipSpace()
      guard position == end else { return }
      position = start
      isNested = true
      _ = scanObject(context, level, 1)
      isNested = false
    }
    (start, end, readable, position) = outer
  }

  // MARK: Values that are only checked

  @inline(__always)
  private mutating func skipSpace() {
    while position.pointee <= 0x20 {
      switch position.pointee {
      case 0x20, 0x09, 0x0D: position += 1
      case Self.lineFeed:
        if position == end { return }
        position += 1
      default: return
      }
    }
  }

  private mutating func skipValue(_ depth: Int, endsText: Bool) -> Bool {
    switch position.pointee {
    case Self.quote:
      var hasEscapes = false
      guard let quote = endOfString(&hasEscapes) else { return false }
      position = quote + 1
      return true
    case UInt8(ascii: "{"): return skipObject(depth + 1)
    case UInt8(ascii: "["): return skipArray(depth + 1)
    default: return skipWord(endsText: endsText)
    }
  }

  private mutating func skipObject(_ depth: Int) -> Bool {
    if depth > ResultLimits.levels { return skipDeep() }
    position += 1
    skipSpace()
    if position.pointee == UInt8(ascii: "}") {
      position += 1
      return true
    }
    while true {
      guard position.pointee == Self.quote else { return false }
      var hasEscapes = false
      guard let quote = endOfString(&hasEscapes) else { return false }
      position = quote + 1
      guard skipColon(), skipValue(depth, endsText: false) else { return false }
      skipSpace()
      let byte = position.pointee
      position += 1
      if byte == UInt8(ascii: "}") { return true }
      guard byte == UInt8(ascii: ",") else { return false }
      skipSpace()
    }
  }

  private mutating func skipArray(_ depth: Int) -> Bool {
    if depth > ResultLimits.levels { return skipDeep() }
    position += 1
    skipSpace()
    if position.pointee == UInt8(ascii: "]") {
      position += 1
      return true
    }
    guard skipValue(depth, endsText: false) else { return false }
    return skipRest(of: UInt8(ascii: "]"), depth)
  }

  /// Consumes what follows the first element of an array.
  private mutating func skipRest(of closing: UInt8, _ depth: Int) -> Bool {
    while true {
      skipSpace()
      let byte = position.pointee
      position += 1
      if byte == closing { return true }
      guard byte == UInt8(ascii: ",") else { return false }
      skipSpace()
      guard skipValue(depth, endsText: false) else { return false }
    }
  }

  /// Consumes an array or object that is nested too deep, by counting its brackets.
  private mutating func skipDeep() -> Bool {
    var open = 0
    repeat {
      switch position.pointee {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
      case Self.quote:
        var hasEscapes = false
        guard let quote = endOfString(&hasEscapes) else { return false }
        position = quote
      case Self.lineFeed where position == end: return false
      default: break
      }
      position += 1
    } while open > 0
    return true
  }

  /// The closing quote of the string that begins at the position.
  @inline(__always)
  private func endOfString(_ hasEscapes: inout Bool) -> UnsafePointer<UInt8>? {
    var byte = position + 1
    while true {
      while byte + EightBytes.count <= readable {
        let marks = EightBytes(at: byte).stringMarks
        if marks != 0 {
          byte += EightBytes.firstMark(in: marks)
          break
        }
        byte += EightBytes.count
      }
      switch byte.pointee {
      case Self.quote: return byte
      case Self.backslash:
        hasEscapes = true
        if byte + 1 >= end { return nil }
        byte += 2
      case Self.lineFeed:
        if byte >= end { return nil }
        byte += 1
      default: byte += 1
      }
    }
  }

  /// Consumes a number, a literal, or a word that the decoder of pages tolerates.
  @inline(__always)
  private mutating func skipWord(endsText: Bool) -> Bool {
    let first = position
    // Nearly all are integers.
    while position.pointee &- 0x30 < 10 { position += 1 }
    if position > first {
      if !endsText, !Self.isWord(position.pointee) { return true }
    } else if first + 5 <= readable, Self.isNull(first), !Self.isWord(first[4]) {
      position = first + 4
      return true
    }
    return skipOtherWord(from: first, endsText: endsText)
  }

  private mutating func skipOtherWord(from first: UnsafePointer<UInt8>, endsText: Bool) -> Bool {
    var onlyNumberBytes = true
    while Self.isWord(position.pointee) {
      let letter = position.pointee | 0x20
      if letter &- 0x61 < 26, letter != UInt8(ascii: "e") { onlyNumberBytes = false }
      position += 1
    }
    let count = position - first
    guard count > 0 else { return false }
    if onlyNumberBytes, first.pointee | 0x20 != UInt8(ascii: "e") {
      // At the very end of a text, "-" or "1e" is the beginning of a number.
      return !(endsText && position == end) || (position - 1).pointee &- 0x30 < 10
    }
    return Self.words.contains { word in
      word.utf8CodeUnitCount == count
        && UnsafeBufferPointer(start: word.utf8Start, count: count)
          .elementsEqual(UnsafeBufferPointer(start: first, count: count))
    }
  }

  private static func isError(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.elementsEqual("error".utf8)
  }

  @inline(__always)
  private static func isNull(_ word: UnsafePointer<UInt8>) -> Bool {
    UInt32(littleEndian: UnsafeRawPointer(word).loadUnaligned(as: UInt32.self)) == 0x6C6C_756E
  }

  private static let words: [StaticString] = [
    "null", "true", "false", "NaN", "Infinity", "-Infinity",
  ]

  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }
}

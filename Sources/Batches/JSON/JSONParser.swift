/// Parses JSON in one pass.
///
/// Unambiguous mistakes are tolerated: a byte order mark, raw control characters and unknown escapes
/// in strings, invalid UTF-8, `NaN` and numbers such as `+1`. Ambiguous text is rejected: missing
/// commas, text after the end.
struct JSONParser {
  // Not the array, whose bounds and owner would be checked at every byte. Every read of a byte must
  // compare `position` with the count first.
  private let bytes: UnsafeBufferPointer<UInt8>
  private let maximumValues: Int
  private static let maximumLevels = DecodingLimits.levels + DecodingLimits.envelopeLevels
  /// In bytes; far larger than a usual page.
  private static let largeBody = 1 << 20
  private var position = 0
  private var nodes: [JSONDocument.Node] = []
  private let maximumElements: Int
  private var elementsLeftOut: [Int: Int] = [:]
  /// The number of arrays that enclose the current position.
  private var openArrays = 0

  /// - Parameter maximumElements: elements kept of an array that is not inside another one, such as the
  ///   list of a page; further ones only have to be well formed.
  /// - Throws: `JSONProblem`, also where a text exceeds `DecodingLimits`.
  static func parse(
    _ bytes: [UInt8], maximumValues: Int = DecodingLimits.valuesPerBody,
    maximumElements: Int = .max
  ) throws(JSONProblem) -> JSONDocument {
    guard bytes.count <= DecodingLimits.bodyBytes else { throw .tooLarge }
    let parser = try bytes.withUnsafeBufferPointer { bytes throws(JSONProblem) in
      var parser = JSONParser(bytes, maximumValues: maximumValues, maximumElements: maximumElements)
      try parser.parseText()
      return parser
    }
    return JSONDocument(
      bytes: bytes, nodes: parser.nodes, elementsLeftOut: parser.elementsLeftOut)
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, maximumValues: Int, maximumElements: Int) {
    self.bytes = bytes
    self.maximumValues = maximumValues
    self.maximumElements = maximumElements
    // A batch has a value every ten to fifteen bytes; growing the table step by step would copy it a
    // dozen times. For a large body the table never grows, since a value takes at least two bytes:
    // two tables at once would be too much. Untouched memory costs nothing.
    let bytesOfAValue = bytes.count < Self.largeBody ? 8 : 2
    nodes.reserveCapacity(min(bytes.count / bytesOfAValue, maximumValues) + 1)
  }

  private mutating func parseText() throws(JSONProblem) {
    if bytes.starts(with: ASCII.byteOrderMark) { position = 3 }
    skipSpace()
    guard position < bytes.count else { throw .empty }
    try parseValue(depth: 0)
    skipSpace()
    if position < bytes.count { throw .unexpected(at: position) }
  }

  private mutating func parseValue(depth: Int) throws(JSONProblem) {
    switch try byte() {
    case ASCII.quote: try parseString()
    case ASCII.openBrace: try parseObject(depth: depth + 1)
    case ASCII.openBracket: try parseArray(depth: depth + 1)
    default: try parseWord()
    }
  }

  private mutating func parseObject(depth: Int) throws(JSONProblem) {
    if depth > Self.maximumLevels { return try skipNested() }
    let index = try open(.object)
    skipSpace()
    if try byte() != ASCII.closeBrace {
      while true {
        guard try byte() == ASCII.quote else { throw .unexpected(at: position) }
        try parseString()
        skipSpace()
        guard try byte() == ASCII.colon else { throw .unexpected(at: position) }
        position += 1
        skipSpace()
        try parseValue(depth: depth)
        skipSpace()
        if try !another(before: ASCII.closeBrace) { break }
      }
    }
    close(index)
  }

  private mutating func parseArray(depth: Int) throws(JSONProblem) {
    if depth > Self.maximumLevels { return try skipNested() }
    let index = try open(.array)
    openArrays += 1
    var room = openArrays == 1 ? maximumElements : .max
    skipSpace()
    if try byte() != ASCII.closeBracket {
      while true {
        let element = nodes.count
        try parseValue(depth: depth)
        if room > 0 {
          room -= 1
        } else {
          nodes.removeLast(nodes.count - element)
          elementsLeftOut[index, default: 0] += 1
        }
        skipSpace()
        if try !another(before: ASCII.closeBracket) { break }
      }
    }
    openArrays -= 1
    close(index)
  }

  private mutating func open(_ kind: JSONDocument.Kind) throws(JSONProblem) -> Int {
    try append(kind, from: position, to: position)
    position += 1
    return nodes.count - 1
  }

  /// Consumes the closing bracket and completes the row that `open` began.
  private mutating func close(_ index: Int) {
    position += 1
    nodes[index].end = UInt32(truncatingIfNeeded: position)
    nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
  }

  /// Skips an array or object that is nested too deep, by counting its brackets: one such field must
  /// not fail the page.
  private mutating func skipNested() throws(JSONProblem) {
    let start = position
    var open = 0
    repeat {
      switch try byte() {
      case ASCII.openBrace, ASCII.openBracket: open += 1
      case ASCII.closeBrace, ASCII.closeBracket: open -= 1
      case ASCII.quote: position = try endOfString().quote
      default: break
      }
      position += 1
    } while open > 0
    try append(.tooDeep, from: start, to: position)
  }

  /// Consumes a comma and the space after it.
  /// - Returns: false at the closing bracket, which is not consumed.
  private mutating func another(before closing: UInt8) throws(JSONProblem) -> Bool {
    let next = try byte()
    if next == closing { return false }
    guard next == ASCII.comma else { throw .unexpected(at: position) }
    position += 1
    skipSpace()
    return true
  }

  private mutating func parseString() throws(JSONProblem) {
    let start = position + 1
    let (end, hasEscapes) = try endOfString()
    try append(hasEscapes ? .escapedString : .string, from: start, to: end)
    position = end + 1
  }

  /// The position of the closing quote of the string that begins here.
  private func endOfString() throws(JSONProblem) -> (quote: Int, hasEscapes: Bool) {
    var end = position + 1
    var hasEscapes = false
    while end < bytes.count {
      if end + ByteWord.count <= bytes.count {
        let word = ByteWord(bytes, at: end)
        let marks = word.marks(equalTo: ASCII.quote) | word.marks(equalTo: ASCII.backslash)
        guard marks != 0 else {
          end += ByteWord.count
          continue
        }
        end += ByteWord.firstMark(in: marks)
      }
      let byte = bytes[end]
      if byte == ASCII.quote { return (end, hasEscapes) }
      if byte == ASCII.backslash {
        hasEscapes = true
        end += 1
      }
      end += 1
    }
    throw .truncated
  }

  /// Parses anything but a string, object or array: a run of letters, digits, signs and points.
  private mutating func parseWord() throws(JSONProblem) {
    let start = position
    var end = start
    while end < bytes.count, ASCII.isWord(bytes[end]) { end += 1 }
    let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
    let kind = try JSONWord.kind(word, at: start, endsText: end == bytes.count)
    try append(kind, from: start, to: end)
    position = end
  }

  private mutating func append(
    _ kind: JSONDocument.Kind, from start: Int, to end: Int
  ) throws(JSONProblem) {
    guard nodes.count < maximumValues else { throw .tooManyValues }
    nodes.append(
      JSONDocument.Node(
        kind: kind, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end),
        next: UInt32(truncatingIfNeeded: nodes.count + 1)))
  }

  private func byte() throws(JSONProblem) -> UInt8 {
    guard position < bytes.count else { throw .truncated }
    return bytes[position]
  }

  private mutating func skipSpace() {
    while position < bytes.count, ASCII.isSpace(bytes[position]) { position += 1 }
  }
}

/// A part of a key.
struct TOMLKey {
  var name: String
  var position: TextPosition
}

/// The bytes of a TOML document, read from first to last.
struct TOMLReader {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var column = 1
  private var depth = 0

  private static let deepest = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  var position: TextPosition { TextPosition(line: line, column: column) }

  func mistake(_ reason: String) -> PreferenceProblem {
    PreferenceProblem(.syntax(reason), at: position)
  }

  func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if index == bytes.count || bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
  }

  /// Goes past a text that stands here.
  mutating func skip(_ text: StaticString) -> Bool {
    let isHere = text.withUTF8Buffer { text in text.indices.allSatisfy { peek($0) == text[$0] } }
    if isHere { advance(text.utf8CodeUnitCount) }
    return isHere
  }

  mutating func enter() -> Bool {
    depth += 1
    return depth <= Self.deepest
  }

  mutating func leave() { depth -= 1 }

  // MARK: White space

  mutating func skipSpaces() {
    while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { advance() }
  }

  /// White space, line ends and comments.
  mutating func skipBlank() throws(PreferenceProblem) {
    while true {
      skipSpaces()
      if peek() == UInt8(ascii: "#") { try skipComment() }
      guard skip("\n") || skip("\r\n") else { return }
    }
  }

  private mutating func skipComment() throws(PreferenceProblem) {
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\r"), peek(1) == UInt8(ascii: "\n") { return }
      try refuseControl(byte)
      advance()
    }
  }

  private func refuseControl(_ byte: UInt8) throws(PreferenceProblem) {
    if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F {
      throw mistake("a control character")
    }
  }

  /// What may follow a header or an entry.
  mutating func endLine() throws(PreferenceProblem) {
    skipSpaces()
    if peek() == UInt8(ascii: "#") { try skipComment() }
    guard peek() == nil || skip("\n") || skip("\r\n") else {
      throw mistake("there is more on this line than belongs there")
    }
  }

  // MARK: Keys

  mutating func key() throws(PreferenceProblem) -> [TOMLKey] {
    var parts: [TOMLKey] = []
    repeat {
      skipSpaces()
      let position = self.position
      switch peek() {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        parts.append(TOMLKey(name: try text(mayBeLong: false), position: position))
      default:
        let start = index
        while let byte = peek(), TOMLText.isBare(byte) { advance() }
        guard index > start else {
          throw mistake("a name is missing; one that is not of a-z, 0-9, _ and - stands in quotes")
        }
        parts.append(
          TOMLKey(name: String(decoding: bytes[start..<index], as: UTF8.self), position: position))
      }
      skipSpaces()
    } while skip(".")
    return parts
  }

  // MARK: Texts

  /// A text in quotes of any kind.
  mutating func text(mayBeLong: Bool) throws(PreferenceProblem) -> String {
    let quote = peek() ?? 0
    let start = position
    let isLong = mayBeLong && peek(1) == quote && peek(2) == quote
    advance(isLong ? 3 : 1)
    if isLong { _ = skip("\n") || skip("\r\n") }
    var text: [UInt8] = []
    while let byte = peek() {
      if byte == quote {
        guard isLong else {
          advance()
          return String(decoding: text, as: UTF8.self)
        }
        if peek(1) == quote, peek(2) == quote {
          // Up to two more belong to the text.
          while peek(3) == quote, text.count < bytes.count {
            text.append(quote)
            advance()
          }
          advance(3)
          return String(decoding: text, as: UTF8.self)
        }
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try readEscape(into: &text, isLong: isLong)
        continue
      } else if isLong, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        guard byte == UInt8(ascii: "\n") || peek(1) == UInt8(ascii: "\n") else {
          throw mistake("a control character")
        }
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        break
      } else {
        try refuseControl(byte)
      }
      text.append(byte)
      advance()
    }
    throw PreferenceProblem(.syntax("the quote is not closed"), at: start)
  }

  private mutating func readEscape(
    into text: inout [UInt8], isLong: Bool
  ) throws(PreferenceProblem) {
    let byte = peek(1)
    switch byte {
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte ?? 0)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let digits = byte == UInt8(ascii: "u") ? 4 : 8
      let hex = String(
        decoding: bytes[min(index + 2, bytes.count)...].prefix(digits), as: UTF8.self)
      guard hex.utf8.count == digits, hex.allSatisfy(\.isHexDigit),
        let scalar = UInt32(hex, radix: 16).flatMap(Unicode.Scalar.init)
      else { throw mistake("this escape stands for no character") }
      text += Array(String(Character(scalar)).utf8)
      advance(digits)
    default:
      guard isLong else { throw mistake("there is no such escape; \\\\ stands for a backslash") }
      // A backslash at the end of a line, and all white space behind it.
      advance()
      skipSpaces()
      guard skip("\n") || skip("\r\n") else {
        throw mistake("there is no such escape; \\\\ stands for a backslash")
      }
      while let next = peek(), " \t\r\n".utf8.contains(next) { advance() }
      return
    }
    advance(2)
  }

  // MARK: Numbers and other words

  /// A value without quotes.
  mutating func word() throws(PreferenceProblem) -> DocumentNode.Value {
    let start = index
    let place = position
    while let byte = peek(), !" \t\r\n,]}#".utf8.contains(byte) { advance() }
    // A date may be apart from its time.
    if peek() == UInt8(ascii: " "), let next = peek(1), Self.isDigit(next),
      Self.isDate(bytes[start..<index])
    {
      advance()
      while let byte = peek(), !" \t\r\n,]}#".utf8.contains(byte) { advance() }
      return .date
    }
    let word = bytes[start..<index]
    if let value = Self.value(of: String(decoding: word, as: UTF8.self)) { return value }
    if Self.isDate(word) { return .date }
    throw PreferenceProblem(
      .syntax(word.isEmpty ? "a value is missing" : "a text stands in quotes"), at: place)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a word begins as a date or a time does; no option takes one.
  private static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    let beginning = word.map { isDigit($0) ? UInt8(ascii: "0") : $0 }
    return beginning.starts(with: "0000-00-00".utf8) || beginning.starts(with: "00:00".utf8)
  }

  private static func value(of word: String) -> DocumentNode.Value? {
    if word == "true" || word == "false" { return .bool(word == "true") }
    let isSigned = word.hasPrefix("+") || word.hasPrefix("-")
    let rest = isSigned ? String(word.dropFirst()) : word
    if rest == "inf" || rest == "nan" {
      return .number(rest == "nan" ? .nan : word.hasPrefix("-") ? -.infinity : .infinity)
    }
    // An underscore stands between two digits.
    let parts = rest.split(separator: "_", omittingEmptySubsequences: false)
    guard let first = rest.utf8.first, isDigit(first),
      parts.allSatisfy({ $0.first?.isHexDigit == true && $0.last?.isHexDigit == true })
    else { return nil }
    let plain = parts.joined()
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
      return isSigned ? nil : Int(plain.dropFirst(2), radix: radix).map { .integer($0) }
    }
    if plain.count > 1, plain.hasPrefix("0"), plain.utf8.dropFirst().first.map(isDigit) == true {
      return nil
    }
    let sign = word.hasPrefix("-") ? "-" : ""
    if plain.utf8.allSatisfy(isDigit) { return Int(sign + plain).map { .integer($0) } }
    guard plain.utf8.allSatisfy({ isDigit($0) || ".eE+-".utf8.contains($0) }),
      !plain.contains(".e"), !plain.contains(".E"), plain.utf8.last.map(isDigit) == true
    else { return nil }
    return Double(sign + plain).map { .number($0) }
  }
}

/// Which characters of a JSON string are escaped.
public enum JSONEscaping: Sendable, Hashable {
  /// Those that JSON requires, and those that could act on a terminal: any reader of JSON gets the
  /// same text, and so does a user who prints it.
  case terminalSafe
  /// Only those that JSON requires.
  case minimal
}

/// Writes JSON as UTF-8.
struct JSONWriter: ~Copyable {
  private var buffer: ByteBuffer
  private let pretty: Bool
  private let escaping: JSONEscaping
  private var level = 0
  /// Whether the array or object being written is still empty.
  private var isEmpty = true

  /// - Parameters:
  ///   - pretty: puts each element and member on its own line, indented by two spaces a level.
  ///   - capacity: bytes to reserve.
  init(pretty: Bool = false, escaping: JSONEscaping = .terminalSafe, capacity: Int = 0) {
    self.pretty = pretty
    self.escaping = escaping
    buffer = ByteBuffer(capacity: capacity)
  }

  var bytes: [UInt8] { buffer.bytes }

  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let bool): self.bool(bool)
    case .number(let text):
      // A number that was made by hand must not break the text around it.
      Self.isNumber(text) ? copy(text) : string(text)
    case .string(let text): string(text)
    case .array(let elements):
      array { writer in
        for element in elements {
          writer.element()
          writer.value(element)
        }
      }
    case .object(let members):
      object { writer in
        for member in members { writer.member(member) }
      }
    }
  }

  // MARK: Arrays and objects

  mutating func array(_ elements: (inout JSONWriter) -> Void) {
    nested(ASCII.openBracket, ASCII.closeBracket, elements)
  }

  mutating func object(_ members: (inout JSONWriter) -> Void) {
    nested(ASCII.openBrace, ASCII.closeBrace, members)
  }

  /// Begins an element of an array; its value must follow.
  mutating func element() {
    if !isEmpty { buffer.append(ASCII.comma) }
    isEmpty = false
    breakLine()
  }

  /// Begins a member of an object; its value must follow.
  mutating func name(_ name: String) {
    element()
    string(name)
    colon()
  }

  /// The same for a name that is already encoded.
  mutating func name(_ name: EncodedName) {
    element()
    name.bytes.withUnsafeBufferPointer { buffer.append($0) }
    colon()
  }

  private mutating func colon() {
    buffer.append(ASCII.colon)
    if pretty { buffer.append(UInt8(ascii: " ")) }
  }

  mutating func member(_ member: JSONMember) {
    name(member.name)
    value(member.value)
  }

  private mutating func nested(
    _ opening: UInt8, _ closing: UInt8, _ content: (inout JSONWriter) -> Void
  ) {
    buffer.append(opening)
    level += 1
    isEmpty = true
    content(&self)
    level -= 1
    if !isEmpty { breakLine() }
    isEmpty = false
    buffer.append(closing)
  }

  private mutating func breakLine() {
    guard pretty else { return }
    buffer.append("\n")
    for _ in 0..<level { buffer.append("  ") }
  }

  // MARK: Values

  /// Writes a text verbatim.
  mutating func raw(_ text: StaticString) { buffer.append(text) }

  private mutating func copy(_ text: String) { text.withBytes { buffer.append($0) } }

  mutating func bool(_ bool: Bool) { raw(bool ? "true" : "false") }

  mutating func number(_ number: Int?) {
    if let number { buffer.append(decimal: number) } else { raw("null") }
  }

  mutating func string(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  mutating func string(_ text: String) {
    buffer.append(ASCII.quote)
    let isPlain = text.withBytes { utf8 in
      guard Self.isPlain(utf8) else { return false }
      buffer.append(utf8)
      return true
    }
    if !isPlain { appendEscaped(text) }
    buffer.append(ASCII.quote)
  }

  private static func isNumber(_ text: String) -> Bool {
    let bytes = text.utf8
    // The fast path: nearly all numbers are integers.
    if bytes.count < 20, let first = bytes.first, bytes.allSatisfy(ASCII.isDigit) {
      return first != ASCII.zero || bytes.count == 1
    }
    return JSONWord.isNumber(Array(bytes)[...])
  }

  /// Whether no byte of a text in UTF-8 can belong to a character that is escaped. Beyond ASCII such
  /// characters begin with one of three bytes; others that begin with the same bytes are checked
  /// one by one.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index + ByteWord.count <= text.count {
      let word = ByteWord(text, at: index)
      let unusual =
        word.marks(below: 0x20) | word.marks(equalTo: ASCII.quote)
        | word.marks(equalTo: ASCII.backslash) | word.marks(equalTo: 0x7F) | word.marksBeyondASCII
      if unusual != 0, !text[index..<index + ByteWord.count].allSatisfy(isPlain) { return false }
      index += ByteWord.count
    }
    return text[index...].allSatisfy(isPlain)
  }

  /// Beyond ASCII, every character that is escaped begins with 0xC2, 0xD8 or 0xE2; a text with one of
  /// these bytes takes the slow way.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != ASCII.quote && byte != ASCII.backslash && byte != 0x7F
      && byte != 0xC2 && byte != 0xD8 && byte != 0xE2
  }

  private mutating func appendEscaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\r": raw("\\r")
      case "\t": raw("\\t")
      case _ where scalar.value < 0x20: escape(scalar.value)
      case _ where escaping == .terminalSafe && scalar.actsOnTerminal: escape(scalar.value)
      default: for byte in String(scalar).utf8 { buffer.append(byte) }
      }
    }
  }

  private mutating func escape(_ value: UInt32) {
    let hexadecimal = String(value, radix: 16)
    copy("\\u" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal)
  }
}

/// A member's name, encoded once because it is written again and again.
struct EncodedName: Sendable {
  fileprivate let bytes: [UInt8]

  init(_ name: String) {
    var writer = JSONWriter()
    writer.string(name)
    bytes = writer.bytes
  }
}

extension JSONValue {
  /// The value as indented JSON in UTF-8, with a line end, safe to print on a terminal.
  public var prettyBytes: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.value(self)
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// The value as JSON on one line, safe to print on a terminal.
  public var compactText: String { String(decoding: json(escaping: .terminalSafe), as: UTF8.self) }

  /// The value as JSON in UTF-8, on one line.
  public func json(escaping: JSONEscaping) -> [UInt8] {
    var writer = JSONWriter(escaping: escaping)
    writer.value(self)
    return writer.bytes
  }
}

/// Writes JSON as UTF-8.
///
/// Control characters (C0, DEL, C1), line and paragraph separators and the characters that turn the
/// direction of writing are escaped: the text is the same for every reader of JSON and cannot act
/// on a terminal.
struct JSONWriter: ~Copyable {
  private var buffer: ByteBuffer
  private let pretty: Bool
  private var level = 0
  /// Whether the array or object being written is still empty.
  private var isEmpty = true

  /// - Parameters:
  ///   - pretty: every element and member on a line of its own, two spaces a level.
  ///   - capacity: bytes to make room for; more are taken as they come.
  init(pretty: Bool = false, capacity: Int = 0) {
    self.pretty = pretty
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

  /// Begins an element of an array, whose value is to follow.
  mutating func element() {
    if !isEmpty { buffer.append(ASCII.comma) }
    isEmpty = false
    breakLine()
  }

  /// Begins a member of an object, whose value is to follow.
  mutating func name(_ name: String) {
    element()
    string(name)
    colon()
  }

  /// Like `name(_: String)`, for a name that was encoded in advance.
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

  /// Writes a text as it is.
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
    // Nearly all numbers are whole.
    if bytes.count < 20, let first = bytes.first, bytes.allSatisfy(ASCII.isDigit) {
      return first != ASCII.zero || bytes.count == 1
    }
    return JSONWord.isNumber(Array(bytes)[...])
  }

  /// Whether a text surely needs no escape.
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
      case _ where Self.isUnsafe(scalar): escape(scalar.value)
      default: for byte in String(scalar).utf8 { buffer.append(byte) }
      }
    }
  }

  private mutating func escape(_ value: UInt32) {
    let hexadecimal = String(value, radix: 16)
    copy("\\u" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal)
  }

  /// Whether a character could act on a terminal instead of being shown.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// A member's name, encoded once for all the objects that have it.
struct EncodedName: Sendable {
  fileprivate let bytes: [UInt8]

  init(_ name: String) {
    var writer = JSONWriter()
    writer.string(name)
    bytes = writer.bytes
  }
}

extension JSONValue {
  /// The value as JSON on one line.
  public var compactText: String { text(pretty: false) }

  /// The value as JSON over several lines, indented by two spaces a level.
  public var prettyText: String { text(pretty: true) }

  private func text(pretty: Bool) -> String {
    var writer = JSONWriter(pretty: pretty)
    writer.value(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

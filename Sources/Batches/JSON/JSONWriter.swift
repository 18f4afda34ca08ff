/// Writes JSON as UTF-8.
///
/// Control characters (C0, DEL, C1), line and paragraph separators and the characters that turn the
/// direction of writing are escaped: the text is the same for every reader of JSON and cannot act
/// on a terminal.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private let pretty: Bool
  private var level = 0

  /// - Parameter pretty: every element and member on a line of its own, two spaces a level.
  init(pretty: Bool = false) { self.pretty = pretty }

  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let bool): raw(bool ? "true" : "false")
    case .number(let text):
      // A number that was made by hand must not break the text around it.
      Self.isNumber(text) ? raw(text) : string(text)
    case .string(let text): string(text)
    case .array(let elements):
      list(elements, between: "[", "]") { writer, element in writer.value(element) }
    case .object(let members):
      list(members, between: "{", "}") { writer, member in
        writer.string(member.name)
        writer.raw(writer.pretty ? ": " : ":")
        writer.value(member.value)
      }
    }
  }

  private mutating func list<Part>(
    _ parts: [Part], between opening: String, _ closing: String,
    write: (inout JSONWriter, Part) -> Void
  ) {
    raw(opening)
    level += 1
    for (index, part) in parts.enumerated() {
      if index > 0 { raw(",") }
      breakLine()
      write(&self, part)
    }
    level -= 1
    if !parts.isEmpty { breakLine() }
    raw(closing)
  }

  /// Writes a text as it is.
  mutating func raw(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  private static func isNumber(_ text: String) -> Bool {
    let bytes = text.utf8
    // Nearly all numbers are whole.
    if bytes.count < 20, let first = bytes.first, bytes.allSatisfy(ASCII.isDigit) {
      return first != ASCII.zero || bytes.count == 1
    }
    return JSONWord.isNumber(Array(bytes)[...])
  }

  private mutating func breakLine() {
    if pretty { raw("\n" + String(repeating: "  ", count: level)) }
  }

  mutating func string(_ text: String) {
    bytes.append(ASCII.quote)
    var text = text
    let isPlain = text.withUTF8 { utf8 in
      guard utf8.allSatisfy(Self.isPlain) else { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if !isPlain { escaping(text) }
    bytes.append(ASCII.quote)
  }

  /// Whether a byte of UTF-8 cannot belong to anything that is escaped: the three bytes that begin
  /// such a character beyond ASCII are ruled out with all the others that they begin.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != ASCII.quote && byte != ASCII.backslash && byte != 0x7F
      && byte != 0xC2 && byte != 0xD8 && byte != 0xE2
  }

  private mutating func escaping(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\r": raw("\\r")
      case "\t": raw("\\t")
      case _ where Self.isUnsafe(scalar): escape(scalar.value)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func escape(_ value: UInt32) {
    let hexadecimal = String(value, radix: 16)
    raw("\\u" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal)
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

/// Where the keys and values of a TOML document stand, which TOMLKit says of mistakes alone.
///
/// It is made for documents that TOMLKit has accepted: of others it finds some positions.
struct KeyPositions {
  /// By the names from the top down to the key; elements of lists are named by `element`.
  private(set) var keys: [[String]: TextPosition] = [:]
  private(set) var values: [[String]: TextPosition] = [:]

  /// The name of an element of a list in a path. No key has it, because of the byte in front.
  static func element(_ index: Int) -> String { "\u{0}\(index)" }

  init(of text: String) {
    var reader = Reader(Array(text.utf8))
    reader.readDocument()
    (keys, values) = (reader.keys, reader.values)
  }

  /// The place of the first byte with a value; nil where there is none.
  static func position(ofByte byte: UInt8, in text: String) -> TextPosition? {
    var reader = Reader(Array(text.utf8))
    while let next = reader.peek() {
      if next == byte { return reader.position }
      reader.advance()
    }
    return nil
  }
}

extension KeyPositions {
  private struct Reader {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1
    var keys: [[String]: TextPosition] = [:]
    var values: [[String]: TextPosition] = [:]
    /// Elements of each list of tables so far.
    private var counts: [[String]: Int] = [:]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var position: TextPosition { TextPosition(line: line, column: column) }

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

    private func isAt(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { bytes in bytes.indices.allSatisfy { peek($0) == bytes[$0] } }
    }

    private mutating func skip(_ text: StaticString) -> Bool {
      guard isAt(text) else { return false }
      advance(text.utf8CodeUnitCount)
      return true
    }

    private mutating func skipSpaces() {
      while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { advance() }
    }

    private mutating func skipLine() {
      while let byte = peek(), byte != UInt8(ascii: "\n") { advance() }
      advance()
    }

    /// White space, line ends and comments.
    private mutating func skipBlank() {
      while let byte = peek() {
        switch byte {
        case UInt8(ascii: "#"): skipLine()
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
          advance()
        default: return
        }
      }
    }

    // MARK: Lines

    mutating func readDocument() {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
      var table: [String] = []
      while true {
        skipBlank()
        guard peek() != nil else { return }
        if isAt("[") {
          table = readHeader()
        } else {
          readEntry(of: table)
        }
        skipLine()
      }
    }

    /// - Returns: the path of the table that follows.
    private mutating func readHeader() -> [String] {
      let isList = skip("[[")
      if !isList { advance() }
      let parts = readKey()
      var path: [String] = []
      for (number, part) in parts.enumerated() {
        path.append(part.name)
        note(&keys, path, part.position)
        if number == parts.count - 1, isList {
          counts[path, default: 0] += 1
        }
        if let count = counts[path] { path.append(KeyPositions.element(count - 1)) }
      }
      if let last = parts.last { note(&values, path, last.position) }
      return path
    }

    private mutating func readEntry(of table: [String]) {
      let parts = readKey()
      var path = table
      for part in parts {
        path.append(part.name)
        note(&keys, path, part.position)
      }
      skipSpaces()
      guard skip("=") else { return }
      skipSpaces()
      readValue(path)
    }

    private func note(
      _ places: inout [[String]: TextPosition], _ path: [String], _ position: TextPosition
    ) {
      if places[path] == nil { places[path] = position }
    }

    // MARK: Keys

    private mutating func readKey() -> [(name: String, position: TextPosition)] {
      var parts: [(name: String, position: TextPosition)] = []
      repeat {
        skipSpaces()
        let position = self.position
        switch peek() {
        case UInt8(ascii: "\""): parts.append((readQuoted(), position))
        case UInt8(ascii: "'"):
          advance()
          let start = index
          while let byte = peek(), byte != UInt8(ascii: "'"), byte != UInt8(ascii: "\n") {
            advance()
          }
          parts.append((String(decoding: bytes[start..<index], as: UTF8.self), position))
          advance()
        default:
          let start = index
          while let byte = peek(), Self.isBare(byte) { advance() }
          parts.append((String(decoding: bytes[start..<index], as: UTF8.self), position))
        }
        skipSpaces()
      } while skip(".")
      return parts
    }

    private static func isBare(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
        true
      default: false
      }
    }

    /// A key in double quotes, without its escapes.
    private mutating func readQuoted() -> String {
      advance()
      var text: [UInt8] = []
      while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\n") {
        advance()
        guard byte == UInt8(ascii: "\\"), let escaped = peek() else {
          text.append(byte)
          continue
        }
        advance()
        switch escaped {
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "u"): text += readScalar(digits: 4)
        case UInt8(ascii: "U"): text += readScalar(digits: 8)
        default: text.append(escaped)
        }
      }
      advance()
      return String(decoding: text, as: UTF8.self)
    }

    private mutating func readScalar(digits: Int) -> [UInt8] {
      let end = min(index + digits, bytes.count)
      let text = String(decoding: bytes[index..<end], as: UTF8.self)
      advance(end - index)
      guard let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init) else { return [] }
      return Array(String(Character(scalar)).utf8)
    }

    // MARK: Values

    private mutating func readValue(_ path: [String]) {
      note(&values, path, position)
      switch peek() {
      case UInt8(ascii: "["): readList(path)
      case UInt8(ascii: "{"): readInlineTable(path)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipText()
      default:
        while let byte = peek(), !",]}#\n".utf8.contains(byte) { advance() }
      }
    }

    private mutating func readList(_ path: [String]) {
      advance()
      var count = 0
      while true {
        skipBlank()
        guard let byte = peek(), byte != UInt8(ascii: "]") else { break }
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") {
          advance()
          continue
        }
        readValue(path + [KeyPositions.element(count)])
        count += 1
      }
      advance()
    }

    private mutating func readInlineTable(_ path: [String]) {
      advance()
      while true {
        skipBlank()
        guard let byte = peek(), byte != UInt8(ascii: "}") else { break }
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
          advance()
          continue
        }
        let before = index
        readEntry(of: path)
        // What is no entry must not be read for ever.
        if index == before { advance() }
      }
      advance()
    }

    private mutating func skipText() {
      guard let quote = peek() else { return }
      let isLong = peek(1) == quote && peek(2) == quote
      advance(isLong ? 3 : 1)
      while let byte = peek() {
        if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
          advance(2)
        } else if byte != quote {
          if !isLong, byte == UInt8(ascii: "\n") { return }
          advance()
        } else if !isLong {
          advance()
          return
        } else if peek(1) == quote, peek(2) == quote {
          advance(3)
          // Up to two more belong to the text.
          while peek() == quote { advance() }
          return
        } else {
          advance()
        }
      }
    }
  }
}

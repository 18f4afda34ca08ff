/// Names for the bytes of JSON, dates and URLs.
package enum ASCII {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
  static let less = UInt8(ascii: "<")

  /// The four characters that are white space in JSON.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  /// Whether a byte of a URL needs no percent-encoding (RFC 3986).
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == minus || byte == point || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "~")
  }

  /// A byte of a number or of a bare word such as `null` or `-Infinity`.
  static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == minus || byte == plus || byte == point
  }

  /// A letter in lower case; any other byte unchanged.
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// The value of a hexadecimal digit.
  static func hexadecimal(_ byte: UInt8) -> UInt32? {
    if isDigit(byte) { return UInt32(byte - zero) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt32(letter) + 10 : nil
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The first kibibyte of a text, without a byte order mark and white space.
  static func beginning(of text: [UInt8]) -> ArraySlice<UInt8> {
    let start = text.prefix(1024)
    return trimmed(start.starts(with: byteOrderMark) ? start.dropFirst(3) : start)
  }

  /// Without white space and control characters at either end.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var remaining = bytes
    while let first = remaining.first, first <= 0x20 { remaining.removeFirst() }
    while let last = remaining.last, last <= 0x20 { remaining.removeLast() }
    return remaining
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are exactly the bytes of a word.
  func hasBytes(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for index in indices where self[index] != word.utf8Start[index] { return false }
    return true
  }
}

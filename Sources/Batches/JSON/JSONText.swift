/// Decoding of JSON strings.
enum JSONText {
  /// Decodes the escapes of a string literal, given without its quotes. Lone surrogates and invalid
  /// UTF-8 become U+FFFD; an unknown escape stands for its own character.
  static func unescaped(_ literal: ArraySlice<UInt8>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(literal.count)
    var remaining = literal
    while let byte = remaining.popFirst() {
      guard byte == ASCII.backslash, let escape = remaining.popFirst() else {
        plain.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "u"): plain.append(contentsOf: String(scalar(&remaining)).utf8)
      default: plain.append(escape)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Consumes the digits after `\u`, and the second half of a surrogate pair.
  private static func scalar(_ remaining: inout ArraySlice<UInt8>) -> Unicode.Scalar {
    let replacement = Unicode.Scalar(0xFFFD as UInt16) ?? " "
    guard let unit = unit(remaining) else { return replacement }
    remaining = remaining.dropFirst(4)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), remaining.starts(with: #"\u"#.utf8),
      let low = self.unit(remaining.dropFirst(2)), (0xDC00..<0xE000).contains(low)
    else { return replacement }
    remaining = remaining.dropFirst(6)
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? replacement
  }

  private static func unit(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let digits = bytes.prefix(4)
    guard digits.count == 4 else { return nil }
    var unit: UInt32 = 0
    for digit in digits {
      guard let value = ASCII.hexadecimal(digit) else { return nil }
      unit = unit << 4 | value
    }
    return unit
  }
}

/// Decoding of JSON strings.
package enum JSONText {
  /// Decodes the escapes of a string literal, given without its quotes. Lone surrogates and invalid
  /// UTF-8 become U+FFFD; an unknown escape stands for its own character.
  static func unescaped(_ literal: ArraySlice<UInt8>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(literal.count)
    literal.withUnsafeBufferPointer { appendUnescaped($0, to: &plain) }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Appends the bytes that a string literal stands for. Invalid UTF-8 stays as it is.
  package static func appendUnescaped(
    _ literal: UnsafeBufferPointer<UInt8>, to plain: inout [UInt8]
  ) {
    var index = 0
    while index < literal.count {
      let plainEnd = literal[index...].firstIndex(of: ASCII.backslash) ?? literal.count
      plain.append(contentsOf: literal[index..<plainEnd])
      index = plainEnd
      guard index < literal.count else { return }
      guard index + 1 < literal.count else { return plain.append(ASCII.backslash) }
      let escape = literal[index + 1]
      index += 2
      switch escape {
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "u"):
        plain.append(
          contentsOf: UTF8.encode(scalar(literal, &index)) ?? UTF8.encodedReplacementCharacter)
      default: plain.append(escape)
      }
    }
  }

  /// Consumes the digits after `\u`, and the second half of a surrogate pair.
  private static func scalar(
    _ literal: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> Unicode.Scalar {
    let replacement = Unicode.Scalar(0xFFFD as UInt16) ?? " "
    guard let unit = unit(literal, index) else { return replacement }
    index += 4
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), index + 2 <= literal.count,
      literal[index] == ASCII.backslash, literal[index + 1] == UInt8(ascii: "u"),
      let low = self.unit(literal, index + 2), (0xDC00..<0xE000).contains(low)
    else { return replacement }
    index += 6
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? replacement
  }

  private static func unit(_ literal: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
    guard index + 4 <= literal.count else { return nil }
    var unit: UInt32 = 0
    for digit in literal[index..<index + 4] {
      guard let value = ASCII.hexadecimal(digit) else { return nil }
      unit = unit << 4 | value
    }
    return unit
  }
}

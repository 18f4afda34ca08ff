/// Numbers as servers write them: with decimals, with exponents, or as strings.
enum LooseNumber {
  /// The number rounded down; nil where the text is not a number, or does not fit in 64 bits.
  static func integer(_ text: ArraySlice<UInt8>) -> Int? {
    if let whole = wholePart(text) { return whole }
    guard let number = number(text), number.magnitude < 0x1p62 else { return nil }
    let towardsZero = Int(number)
    return Double(towardsZero) > number ? towardsZero - 1 : towardsZero
  }

  /// The usual case, digits with or without decimals. Exact, where floating point could round up.
  private static func wholePart(_ text: ArraySlice<UInt8>) -> Int? {
    var number: UInt64 = 0
    var remaining = text
    while let digit = remaining.first, ASCII.isDigit(digit) {
      number = number &* 10 &+ UInt64(digit &- ASCII.zero)
      remaining.removeFirst()
    }
    // Up to 19 digits fit in 64 bits without a sign.
    guard (1...19).contains(text.count - remaining.count) else { return nil }
    if remaining.first == ASCII.point {
      remaining = remaining.dropFirst().drop(while: ASCII.isDigit)
    }
    return remaining.isEmpty ? Int(exactly: number) : nil
  }

  /// A decimal number; unlike `Double`, this rejects infinities and hexadecimal notation.
  static func number(_ text: ArraySlice<UInt8>) -> Double? {
    let text = ASCII.trimmed(text)
    let isDecimal = text.allSatisfy { byte in
      ASCII.isDigit(byte) || byte == ASCII.plus || byte == ASCII.minus || byte == ASCII.point
        || byte | 0x20 == UInt8(ascii: "e")
    }
    guard isDecimal, let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite
    else { return nil }
    return number
  }
}

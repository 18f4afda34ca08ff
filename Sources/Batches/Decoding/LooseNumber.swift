/// Numbers as servers write them: with decimals, exponents, or as text.
enum LooseNumber {
  /// The whole number below or at this one; nil for no number, or one beyond 64 bits.
  static func integer(_ text: ArraySlice<UInt8>) -> Int? {
    if let digits = digits(text) { return digits }
    guard let number = number(text), number.magnitude < 0x1p62 else { return nil }
    let towardsZero = Int(number)
    return Double(towardsZero) > number ? towardsZero - 1 : towardsZero
  }

  /// The usual case, without a detour through floating point.
  private static func digits(_ text: ArraySlice<UInt8>) -> Int? {
    guard (1...18).contains(text.count) else { return nil }
    var number = 0
    for byte in text {
      guard ASCII.isDigit(byte) else { return nil }
      number = number * 10 + Int(byte - ASCII.zero)
    }
    return number
  }

  /// A decimal number; not the infinities and hexadecimal forms that `Double` would read too.
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

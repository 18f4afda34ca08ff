/// Texts in the order in which people count: without case, and "eval-9" before "eval-10".
enum NaturalOrder {
  /// A text that compares with others as the given one does in natural order. Before each number
  /// stands how many digits it has; zeros at its beginning do not count.
  static func key(_ text: String) -> String {
    let folded = TextFold.folded(text)
    guard folded.utf8.contains(where: isDigit) else { return folded }
    var key: [UInt8] = []
    key.reserveCapacity(folded.utf8.count + 8)
    var digits: [UInt8] = []
    func endNumber() {
      guard !digits.isEmpty else { return }
      let number = digits.drop { $0 == UInt8(ascii: "0") }
      // From "0" on and before "a", so that numbers keep their place before letters.
      key.append(UInt8(ascii: "0") + UInt8(min(40, number.count)))
      key += number
      digits = []
    }
    for byte in folded.utf8 {
      if isDigit(byte) {
        digits.append(byte)
      } else {
        endNumber()
        key.append(byte)
      }
    }
    endNumber()
    return String(decoding: key, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

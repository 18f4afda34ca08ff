/// Reads a short text from left to right. What does not match is not consumed.
package struct ByteReader {
  private var remaining: ArraySlice<UInt8>

  package init(_ text: ArraySlice<UInt8>) { remaining = text }

  package init(_ text: String) { remaining = Array(text.utf8)[...] }

  package var isAtEnd: Bool { remaining.isEmpty }

  /// Consumes this text if it comes next.
  package mutating func consume(_ text: String) -> Bool {
    guard remaining.starts(with: text.utf8) else { return false }
    remaining = remaining.dropFirst(text.utf8.count)
    return true
  }

  /// Consumes exactly so many digits, whatever follows them.
  package mutating func number(digits: Int) -> Int? {
    let text = remaining.prefix(digits)
    guard text.count == digits, text.allSatisfy(ASCII.isDigit) else { return nil }
    remaining = remaining.dropFirst(digits)
    return text.reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
  }

  /// Consumes all digits that come next, if there are as many as the range allows.
  package mutating func number(digits: ClosedRange<Int>) -> Int? {
    let count = remaining.prefix(while: ASCII.isDigit).count
    return digits.contains(count) ? number(digits: count) : nil
  }

  /// Consumes all digits that come next.
  /// - Returns: how many there were.
  mutating func skipDigits() -> Int {
    let digits = remaining.prefix(while: ASCII.isDigit)
    remaining = remaining[digits.endIndex...]
    return digits.count
  }
}

/// Classifies a bare word of a JSON text: a number, one of the three literals, or a mistake.
enum JSONWord {
  /// Words that are not JSON but that some servers send; kept as text.
  private static let tolerated = ["NaN", "Infinity", "-Infinity"]

  /// - Parameters:
  ///   - start: the word's offset in the text.
  ///   - endsText: whether the text ends with the word, which may then be cut off.
  static func kind(
    _ word: UnsafeBufferPointer<UInt8>, at start: Int, endsText: Bool
  ) throws(JSONProblem) -> JSONDocument.Kind {
    guard let first = word.first else { throw .unexpected(at: start) }
    // Nearly every word of a batch is one of these.
    if word.hasBytes("null") { return .null }
    if first != ASCII.zero || word.count == 1, word.allSatisfy(ASCII.isDigit) { return .number }
    if word.hasBytes("true") { return .true }
    if word.hasBytes("false") { return .false }

    let word = Array(word)[...]
    if isNumber(word) { return .number }
    if tolerated.contains(where: { word.elementsEqual($0.utf8) }) { return .word }
    if isNumberLike(word) {
      // "-" or "1e" at the very end is the beginning of a number.
      if endsText, !ASCII.isDigit(word[word.endIndex - 1]) { throw .truncated }
      return .word
    }
    if endsText, isBeginning(word) { throw .truncated }
    throw .unexpected(at: start)
  }

  /// Whether a word is a number according to RFC 8259.
  static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var remaining = word[...]
    if remaining.first == ASCII.minus { remaining.removeFirst() }
    let whole = digits(&remaining)
    guard let lead = whole.first, lead != ASCII.zero || whole.count == 1 else { return false }
    if remaining.first == ASCII.point {
      remaining.removeFirst()
      if digits(&remaining).isEmpty { return false }
    }
    if let exponent = remaining.first, exponent | 0x20 == UInt8(ascii: "e") {
      remaining.removeFirst()
      if remaining.first == ASCII.plus || remaining.first == ASCII.minus { remaining.removeFirst() }
      if digits(&remaining).isEmpty { return false }
    }
    return remaining.isEmpty
  }

  private static func digits(_ remaining: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = remaining.prefix(while: ASCII.isDigit)
    remaining = remaining[digits.endIndex...]
    return digits
  }

  /// Signs, digits, points and exponents in an order that JSON does not allow (`+1`, `.5`, `007`).
  private static func isNumberLike(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, !ASCII.isLetter(first) else { return false }
    return word.allSatisfy { !ASCII.isLetter($0) || $0 | 0x20 == UInt8(ascii: "e") }
  }

  private static func isBeginning(_ word: ArraySlice<UInt8>) -> Bool {
    (["null", "true", "false"] + tolerated).contains { $0.utf8.starts(with: word) }
  }
}

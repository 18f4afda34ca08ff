/// Decimal numbers as people type them.
enum DecimalReader {
  /// Digits, with a point and a sign where they are wanted; nil for anything else.
  static func number(_ text: Substring) -> Double? {
    let digits = text.first == "-" ? text.dropFirst() : text
    guard digits.contains(where: \.isASCIIDigit), digits.count <= 18,
      digits.allSatisfy({ $0.isASCIIDigit || $0 == "." })
    else { return nil }
    return Double(text)
  }
}

/// Spans of time as people type them: `45s`, `30m`, `2h`, `1.5d`, `1h30m`, `2w`.
package enum SpanReader {
  private static let units: [String: Double] = [
    "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400,
    "y": 365 * 86_400,
  ]

  /// In seconds; nil for what is no span.
  package static func seconds(_ text: String) -> Double? {
    var rest = text.lowercased()[...]
    guard !rest.isEmpty else { return nil }
    var total = 0.0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCIIDigit || $0 == "." }
      let unit = rest.dropFirst(number.count).prefix { $0.isLetter }
      guard let count = DecimalReader.number(number), let seconds = units[String(unit)] else {
        return nil
      }
      total += count * seconds
      rest = rest.dropFirst(number.count + unit.count)
    }
    return total
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}

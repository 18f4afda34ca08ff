/// A record of a CSV file (RFC 4180).
package enum CSVRecord {
  /// The fields on one line, with its CR LF.
  package static func line(_ fields: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { line.append(ASCII.comma) }
      append(field, to: &line)
    }
    return line + [0x0D, 0x0A]
  }

  /// Quotes a field where the standard requires it, and where white space at its ends would be dropped
  /// by many readers. Control characters other than line breaks and tabs could act on a terminal and
  /// become U+FFFD.
  private static func append(_ field: String, to line: inout [UInt8]) {
    var clean: [UInt8] = []
    var isQuoted = field.first == " " || field.last == " "
    for scalar in field.unicodeScalars {
      switch scalar {
      case "\"":
        isQuoted = true
        clean += [ASCII.quote, ASCII.quote]
      case ",", "\n", "\r", "\t":
        isQuoted = true
        clean.append(UInt8(truncatingIfNeeded: scalar.value))
      case _ where scalar.actsOnTerminal:
        isQuoted = true
        clean.append(contentsOf: UTF8.encodedReplacementCharacter)
      default:
        clean.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    line += isQuoted ? [ASCII.quote] + clean + [ASCII.quote] : clean
  }
}

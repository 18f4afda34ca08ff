import Characters

/// Text in the form in which it is compared: without case, and with full-width forms as the ASCII
/// characters that they stand for.
enum TextFold {
  static func folded(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(scalar.asciiEquivalent) }
    return String(plain).lowercased()
  }
}

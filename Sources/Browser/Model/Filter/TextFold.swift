/// Text in the form in which it is compared: without case, and with full-width forms as the ASCII
/// characters that they stand for.
enum TextFold {
  static func folded(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(asciiTwin(of: scalar)) }
    return String(plain).lowercased()
  }

  /// The ASCII character of a full-width one; any other as it is.
  static func asciiTwin(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
    case 0x3000: " "
    default: scalar
    }
  }
}

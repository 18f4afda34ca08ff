import FoundationEssentials

/// The ways in which a secret shows up when somebody writes it into another format.
enum KeySpelling {
  static func all(of secret: String) -> [String] {
    [
      secret,
      PercentEncoding.component(secret),
      secret.utf8.map { "%" + hexadecimal($0) }.joined(),
      secret.utf8.map(hexadecimal).joined(),
      secret.utf8.map { "\\u00" + hexadecimal($0) }.joined(),
      escaped(secret, json),
      escaped(secret, jsonWithSlashes),
      escaped(secret, html),
    ] + [base64(secret), base64("Bearer \(secret)")].flatMap { [$0, forURLs($0)] }
  }

  private static let json: [Character: String] = ["\"": "\\\"", "\\": "\\\\"]
  private static let jsonWithSlashes = json.merging(["/": "\\/"]) { $1 }
  private static let html: [Character: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
  ]

  private static func escaped(_ text: String, _ escapes: [Character: String]) -> String {
    text.map { escapes[$0] ?? String($0) }.joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// The alphabet of RFC 4648, section 5.
  private static func forURLs(_ base64: String) -> String {
    String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }

  /// Without padding, which may be written or not.
  private static func base64(_ text: String) -> String {
    String(Data(text.utf8).base64EncodedString().prefix { $0 != "=" })
  }
}

import FoundationEssentials

/// The ways in which a secret shows up when somebody writes it into another format.
enum KeySpelling {
  static func all(of secret: String) -> [String] {
    [
      secret,
      PercentEncoding.component(secret),
      escaped(secret, json),
      escaped(secret, jsonWithSlashes),
      escaped(secret, html),
      base64(secret),
      base64("Bearer \(secret)"),
    ]
  }

  private static let json: [Character: String] = ["\"": "\\\"", "\\": "\\\\"]
  private static let jsonWithSlashes = json.merging(["/": "\\/"]) { $1 }
  private static let html: [Character: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
  ]

  private static func escaped(_ text: String, _ escapes: [Character: String]) -> String {
    text.map { escapes[$0] ?? String($0) }.joined()
  }

  /// Without padding, which may be written or not.
  private static func base64(_ text: String) -> String {
    String(Data(text.utf8).base64EncodedString().prefix { $0 != "=" })
  }
}

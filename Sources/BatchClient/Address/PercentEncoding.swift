import Batches

/// Percent-encoding of URL components (RFC 3986).
enum PercentEncoding {
  /// Encodes everything but unreserved characters, so that an id with `/`, `&`, `=` or `#` stays one
  /// path segment or one query value.
  static func component(_ text: String) -> String {
    // A dot segment would disappear when the path is normalised.
    if text == "." { return "%2E" }
    if text == ".." { return "%2E%2E" }
    return encode(text) { ASCII.isUnreserved($0) }
  }

  /// Encodes what is not allowed in a path or query, and keeps its delimiters.
  static func structure(_ text: String) -> String {
    encode(text) { ASCII.isUnreserved($0) || structural.contains($0) }
  }

  /// Decodes each `%XX`; malformed ones are kept.
  static func decode(_ text: String) -> String {
    var bytes: [UInt8] = []
    var remaining = Array(text.utf8)[...]
    while let byte = remaining.popFirst() {
      if byte == UInt8(ascii: "%"), remaining.count >= 2,
        let value = UInt8(String(decoding: remaining.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        remaining = remaining.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let structural = Set("/?%:@!$&'()*+,;=".utf8)
  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  private static func encode(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if isKept(byte) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(hexDigits[Int(byte >> 4)])
        result.append(hexDigits[Int(byte & 15)])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

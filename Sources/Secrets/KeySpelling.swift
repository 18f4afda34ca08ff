import Batches
import FoundationEssentials

/// The encodings in which a secret may appear.
///
/// On bytes, since this runs at every start and working on characters would take most of a millisecond.
enum KeySpelling {
  static func all(of secret: String) -> [[UInt8]] {
    let bytes = Array(secret.utf8)
    return [
      bytes,
      bytes.flatMap { ASCII.isUnreserved($0) ? [$0] : [percent] + hexadecimal($0) },
      bytes.flatMap { [percent] + hexadecimal($0) },
      bytes.flatMap(hexadecimal),
      bytes.flatMap { unicodeEscape + hexadecimal($0) },
      escaped(bytes, json),
      escaped(bytes, jsonWithSlashes),
      escaped(bytes, html),
    ] + [base64(bytes), base64(Array("Bearer ".utf8) + bytes)].flatMap { [$0, forURLs($0)] }
  }

  private static let percent = UInt8(ascii: "%")
  private static let unicodeEscape = Array("\\u00".utf8)
  private static let json = escapes(["\"": "\\\"", "\\": "\\\\"])
  private static let jsonWithSlashes = escapes(["\"": "\\\"", "\\": "\\\\", "/": "\\/"])
  private static let html = escapes([
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
  ])

  private static func escapes(_ pairs: KeyValuePairs<String, String>) -> [UInt8: [UInt8]] {
    var result: [UInt8: [UInt8]] = [:]
    for (character, escape) in pairs {
      for byte in character.utf8 { result[byte] = Array(escape.utf8) }
    }
    return result
  }

  private static func escaped(_ bytes: [UInt8], _ escapes: [UInt8: [UInt8]]) -> [UInt8] {
    bytes.flatMap { escapes[$0] ?? [$0] }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  /// The alphabet of RFC 4648, section 5.
  private static func forURLs(_ base64: [UInt8]) -> [UInt8] {
    base64.map { byte in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: byte
      }
    }
  }

  /// Without padding, which is optional.
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    Data(bytes).base64EncodedData().filter { $0 != UInt8(ascii: "=") }
  }
}

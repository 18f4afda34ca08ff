/// Texts for and from a TOML file.
enum TOMLText {
  /// A text as TOML writes it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A name or value of the file in a message: quoted, not too long, and not at all where it may be a key.
  static func shown(_ text: String) -> String {
    if SecretText.isLikely(text) { return "***" }
    let longest = 60
    return quoted(text.count > longest ? String(text.prefix(longest)) + "…" : text)
  }

  /// A name as a key of TOML.
  static func key(_ name: String) -> String {
    !name.isEmpty && name.utf8.allSatisfy(isBare) ? name : quoted(name)
  }

  /// Whether a name with this byte needs no quotes.
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// Decodes UTF-8 byte by byte, ignoring what is invalid.
struct UTF8Assembler {
  private var bytes: [UInt8] = []

  var isEmpty: Bool { bytes.isEmpty }

  /// - Parameter byte: 0x80 or above.
  /// - Returns: the character that it completes.
  mutating func add(_ byte: UInt8) -> Unicode.Scalar? {
    if byte & 0xC0 != 0x80 {
      bytes = Self.length(lead: byte) > 0 ? [byte] : []
      return nil
    }
    guard let lead = bytes.first else { return nil }
    bytes.append(byte)
    guard bytes.count == Self.length(lead: lead) else { return nil }
    defer { bytes = [] }
    return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }

  /// Drops an incomplete character.
  mutating func reset() { bytes = [] }

  private static func length(lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: return 2
    case 0xE0...0xEF: return 3
    case 0xF0...0xF4: return 4
    default: return 0
    }
  }
}

import BatchResults

/// A text that is searched for in lines, in any case of ASCII letters.
struct TextSearch {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = text.utf8.map(Self.lowercased) }

  /// - Parameter line: as it is in the file, where characters may be escaped.
  func matches(_ found: FoundLine, _ line: ArraySlice<UInt8>) -> Bool {
    if bytes.isEmpty { return true }
    return contains(found.id?.utf8) || contains(found.text?.utf8) || contains(line)
  }

  private func contains(_ text: (some Collection<UInt8>)?) -> Bool {
    guard let text, let first = bytes.first else { return false }
    var rest = text[...]
    while let start = rest.firstIndex(where: { Self.lowercased($0) == first }) {
      rest = rest[start...]
      if rest.count < bytes.count { return false }
      if zip(rest, bytes).allSatisfy({ Self.lowercased($0) == $1 }) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

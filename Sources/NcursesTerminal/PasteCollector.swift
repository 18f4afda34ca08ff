/// Collects pasted text up to its end marker.
struct PasteCollector {
  /// In bytes; further ones are dropped.
  static let longest = 1 << 20

  private static let end = Array("\u{1B}[201~".utf8)
  private var bytes: [UInt8] = []

  /// - Returns: whether the byte completes the end marker.
  mutating func add(_ byte: UInt8) -> Bool {
    bytes.append(byte)
    if byte == Self.end.last, bytes.suffix(Self.end.count) == Self.end[...] {
      bytes.removeLast(Self.end.count)
      return true
    }
    // Over the limit only the last bytes are kept, which may be the end marker.
    if bytes.count > Self.longest + Self.end.count { bytes.remove(at: Self.longest) }
    return false
  }

  /// Returns the text and starts over. Invalid UTF-8 becomes U+FFFD.
  mutating func drainText() -> String {
    var kept = bytes.prefix(Self.longest)
    if bytes.count > kept.count {
      // The limit may have split a character.
      while let byte = kept.last, byte & 0xC0 == 0x80 { kept.removeLast() }
      if let byte = kept.last, byte >= 0xC0 { kept.removeLast() }
    }
    bytes = []
    return String(decoding: kept, as: UTF8.self)
  }
}

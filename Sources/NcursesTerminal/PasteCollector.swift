/// Collects what is pasted, up to a limit, until its end is marked.
struct PasteCollector {
  /// More bytes than this are left out.
  static let longest = 1 << 20

  private static let end = Array("\u{1B}[201~".utf8)
  private var bytes: [UInt8] = []

  /// Takes one byte.
  /// - Returns: whether it completed the mark of the end.
  mutating func add(_ byte: UInt8) -> Bool {
    bytes.append(byte)
    if byte == Self.end.last, bytes.suffix(Self.end.count) == Self.end[...] {
      bytes.removeLast(Self.end.count)
      return true
    }
    // Over the limit only the tail is kept, in which the end may show.
    if bytes.count > Self.longest + Self.end.count { bytes.remove(at: Self.longest) }
    return false
  }

  /// What was collected, which begins anew. What is not UTF-8 becomes U+FFFD.
  mutating func drainText() -> String {
    var kept = bytes.prefix(Self.longest)
    if bytes.count > kept.count {
      // The limit may have cut a character in two.
      while let byte = kept.last, byte & 0xC0 == 0x80 { kept.removeLast() }
      if let byte = kept.last, byte >= 0xC0 { kept.removeLast() }
    }
    bytes = []
    return String(decoding: kept, as: UTF8.self)
  }
}

import Batches

extension LineScanner {
  /// The text of a value; a string without its escapes, invalid UTF-8 repaired. Where it is longer than
  /// a limit in bytes, its beginning with an ellipsis.
  borrowing func text(_ value: ScannedValue, limit: Int = .max) -> String {
    var plain: [UInt8] = []
    let isCut: Bool = withBytes(value) { bytes in
      let beginning = UnsafeBufferPointer(rebasing: bytes.prefix(limit))
      if value.form == .escapedString {
        JSONText.appendUnescaped(beginning, to: &plain)
      } else {
        plain.append(contentsOf: beginning)
      }
      return beginning.count < bytes.count
    }
    guard isCut else { return String(decoding: plain, as: UTF8.self) }
    // Not in the middle of a character.
    while let last = plain.last, last & 0xC0 == 0x80 { plain.removeLast() }
    if let last = plain.last, last >= 0xC0 { plain.removeLast() }
    return String(decoding: plain, as: UTF8.self) + "…"
  }

  /// The hash of a text, the same whether it was written with escapes or without.
  borrowing func hash(_ value: ScannedValue) -> UInt64 {
    guard value.form == .escapedString else { return withBytes(value, ByteHash.of) }
    var plain: [UInt8] = []
    withBytes(value) { JSONText.appendUnescaped($0, to: &plain) }
    return plain.withUnsafeBufferPointer(ByteHash.of)
  }
}

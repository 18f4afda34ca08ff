/// The value of a `Range` header with one range (RFC 9110, 14.1).
struct ByteRange: Sendable, Hashable {
  private var first: Int?
  private var last: Int?

  /// - Parameter text: `bytes=100-`, `bytes=100-199` or `bytes=-100`; nil for anything else, which servers
  ///   ignore.
  init?(_ text: String) {
    guard text.hasPrefix("bytes=") else { return nil }
    let parts = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    for part in parts where !part.isEmpty {
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), Int(part) != nil else {
        return nil
      }
    }
    first = Int(parts[0])
    last = Int(parts[1])
    guard first != nil || last != nil, first ?? 0 <= last ?? .max || first == nil else {
      return nil
    }
  }

  /// The bytes of a file of this size; nil where it has none of them.
  func clamped(to size: Int) -> Range<Int>? {
    guard let first else {
      guard let last, last > 0, size > 0 else { return nil }
      return max(0, size - last)..<size
    }
    guard first < size else { return nil }
    return first..<min(size, (last ?? .max - 1) + 1)
  }
}

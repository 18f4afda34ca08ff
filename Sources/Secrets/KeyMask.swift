import Batches

/// Removes the key from text. Everything that a server sends (batches, failures) and everything that is
/// logged passes through here.
///
/// A server may echo a key in an encoding, so the key is also found percent-encoded, with the escapes
/// of JSON and HTML, in base64 and in hexadecimal, in upper and lower case, and with invisible
/// characters in between.
public struct KeyMask: Sendable {
  public static let replacement = "***"

  /// Shorter keys, such as the `test` of a local server, are ordinary words: they are hidden only as
  /// separate words, or many names would have holes.
  package static let shortestOpaqueKey = 8
  /// The number of consecutive characters of a key that counts as a part of it.
  private static let partLength = 8
  /// The length of a key from which eight of its characters are unlikely to be an ordinary word.
  private static let shortestKeyWithParts = 16

  /// The spellings of the key in lower case by their first byte, the longest first; empty without a
  /// key.
  private let needles: [[[UInt8]]]
  /// For each byte, in either case, whether a spelling of the key begins with it. A fast check, since
  /// hardly any does. Empty without a key.
  private let beginsSpelling: [Bool]
  /// In bytes. A shorter text cannot contain the key.
  private let shortestSpelling: Int
  /// The keys, where one is too short to be searched for within other text.
  private let words: [APIKey]
  /// Every `partLength` consecutive characters of the key in lower case, as a number.
  private let parts: Set<UInt64>

  public init(_ key: APIKey?) { self.init(key.map { [$0] } ?? []) }

  /// - Parameter keys: all that are secret; a header's value may be, too.
  public init(_ keys: [APIKey]) {
    guard !keys.isEmpty else {
      needles = []
      beginsSpelling = []
      shortestSpelling = .max
      words = []
      parts = []
      return
    }
    let spellings = Set(
      keys.flatMap { KeySpelling.all(of: $0.secret) }.map { $0.map(VisibleText.lowercase) })
    var needles = [[[UInt8]]](repeating: [], count: Int(UInt8.max) + 1)
    for spelling in spellings.sorted(by: { $0.count > $1.count }) {
      if let first = spelling.first { needles[Int(first)].append(spelling) }
    }
    self.needles = needles
    shortestSpelling = spellings.map(\.count).min() ?? .max
    beginsSpelling = (0...UInt8.max).map { !needles[Int(VisibleText.lowercase($0))].isEmpty }
    words = keys.filter { $0.secret.utf8.count < Self.shortestOpaqueKey }
    parts = keys.reduce(into: []) { parts, key in
      if key.secret.utf8.count >= Self.shortestKeyWithParts {
        parts.formUnion(Self.parts(of: Array(key.secret.lowercased().utf8)))
      }
    }
  }

  /// The text without the key.
  public func callAsFunction(_ text: String) -> String {
    guard mayHoldKey(text) else { return text }
    let visible = VisibleText(text)
    let hidden = keys(in: visible.bytes)
    return hidden.isEmpty ? text : visible.text(replacing: hidden, by: Self.replacement)
  }

  /// Whether a text gives the key away. A short key is an ordinary word, and only given away by a text
  /// that consists of nothing else.
  public func isGivenAway(by text: String) -> Bool {
    if words.contains(where: { text.trimmingWhitespace() == $0.secret }) { return true }
    return words.isEmpty && self(text) != text
  }

  /// The text without the key and longer parts of it, for server text that may have been cut off in
  /// the middle of the key.
  public func hidingParts(in text: String) -> String {
    let text = self(text)
    guard !parts.isEmpty else { return text }
    let visible = VisibleText(text)
    var hidden: [Range<Int>] = []
    var window: UInt64 = 0
    for (index, byte) in visible.bytes.enumerated() {
      window = window << 8 | UInt64(byte)
      guard index + 1 >= Self.partLength, parts.contains(window) else { continue }
      let start = index + 1 - Self.partLength
      if let last = hidden.last, last.upperBound >= start {
        hidden[hidden.count - 1] = last.lowerBound..<index + 1
      } else {
        hidden.append(start..<index + 1)
      }
    }
    return hidden.isEmpty ? text : visible.text(replacing: hidden, by: Self.replacement)
  }

  /// Whether a text has to be searched thoroughly: it contains a spelling of the key, or anything but
  /// printable ASCII. This check does not copy the text, since hardly any text passes it.
  func mayHoldKey(_ text: String) -> Bool {
    guard text.utf8.count >= shortestSpelling else { return false }
    return text.withBytes { bytes in
      bytes.indices.contains { index in
        let byte = bytes[index]
        if byte < 0x20 || byte >= 0x7F { return true }
        guard beginsSpelling[Int(byte)] else { return false }
        return needles[Int(VisibleText.lowercase(byte))].contains { needle in
          needle.count <= bytes.count - index
            && needle.indices.allSatisfy {
              VisibleText.lowercase(bytes[index + $0]) == needle[$0]
            }
        }
      }
    }
  }

  private func keys(in bytes: [UInt8]) -> [Range<Int>] {
    var hidden: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      let needle = needles[Int(bytes[index])].first { matches($0, in: bytes, at: index) }
      if let needle {
        hidden.append(index..<index + needle.count)
        index += needle.count
      } else {
        index += 1
      }
    }
    return hidden
  }

  private func matches(_ needle: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
    let end = start + needle.count
    guard end <= bytes.count, bytes[start..<end].elementsEqual(needle) else { return false }
    guard needle.count < Self.shortestOpaqueKey else { return true }
    return (start == 0 || !Self.isWordByte(bytes[start - 1]))
      && (end == bytes.count || !Self.isWordByte(bytes[end]))
  }

  private static func parts(of bytes: [UInt8]) -> Set<UInt64> {
    var result: Set<UInt64> = []
    var window: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      window = window << 8 | UInt64(byte)
      if index + 1 >= partLength { result.insert(window) }
    }
    return result
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
      true
    default:
      false
    }
  }
}

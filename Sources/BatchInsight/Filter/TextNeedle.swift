/// A text to look for in others, whatever their case.
///
/// Nearly always a comparison of bytes decides, without a copy of either. Only letters with case
/// beyond ASCII, full-width forms and combining marks need one of characters, in which `é` is the
/// same in one code point or in two.
struct TextNeedle: Sendable, Hashable {
  /// As it is compared.
  let text: String
  private let bytes: ByteSearch
  private let characters: [Character]
  private let method: Method

  private enum Method {
    /// Comparing bytes is enough: no letter but ASCII's has case.
    case bytes
    /// It has letters with case beyond ASCII.
    case letters
    /// It has characters that can also be written in another way.
    case characters
  }

  init(_ text: String) {
    self.text = TextFold.folded(text)
    let utf8 = Array(self.text.utf8)
    bytes = ByteSearch(utf8)
    characters = Array(self.text)
    if utf8.withUnsafeBufferPointer(Self.hasOtherForms) {
      method = .characters
    } else {
      let hasCase = self.text.unicodeScalars.contains { !$0.isASCII && $0.properties.isCased }
      method = hasCase ? .letters : .bytes
    }
  }

  func isFound(in text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { search($0) }
    // A text that is not stored as UTF-8 does not come from our decoder.
    switch found ?? .unsure {
    case .found: return true
    case .absent: return false
    case .unsure: return isFound(amongCharactersOf: text)
    }
  }

  private enum Answer {
    case found, absent
    /// Comparing bytes is not enough.
    case unsure
  }

  private func search(_ text: UnsafeBufferPointer<UInt8>) -> Answer {
    switch method {
    case .bytes:
      switch bytes.search(text) {
      case .found: return .found
      case .absent(let isASCII): return !isASCII && Self.hasOtherForms(text) ? .unsure : .absent
      }
    case .letters:
      return text.contains(where: Self.mayBeginLetterWithCase) ? .unsure : .absent
    case .characters:
      return .unsure
    }
  }

  /// Whether a text has characters that can also be written in another way: full-width forms
  /// (U+FF00 and above), combining marks (U+0300 to U+036F, U+3099, U+309A) and the letters of
  /// Hangul syllables (U+1100 to U+11FF).
  private static func hasOtherForms(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte >= 0xCC else { continue }
      let next = index < text.count ? text[index] : 0
      switch byte {
      case 0xCC, 0xCD: return true
      case 0xE1 where (0x84...0x87).contains(next): return true
      case 0xE3 where next == 0x80 || next == 0x82: return true
      case 0xEF where next >= 0xBC: return true
      default: break
      }
    }
    return false
  }

  /// Whether a byte can begin a letter with case, or what has other forms: nearly no Chinese,
  /// Japanese or Korean character does.
  private static func mayBeginLetterWithCase(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF, 0xE1, 0xE2, 0xEA, 0xEF...: true
    default: false
    }
  }

  private func isFound(amongCharactersOf text: String) -> Bool {
    guard let first = characters.first else { return true }
    let text = Array(TextFold.folded(text))
    guard characters.count <= text.count else { return false }
    return (0...(text.count - characters.count)).contains { start in
      text[start] == first
        && text[start..<(start + characters.count)].elementsEqual(characters)
    }
  }
}

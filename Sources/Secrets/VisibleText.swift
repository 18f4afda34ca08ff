import Batches

/// The visible characters of a text in lower case, with their offsets in the text.
///
/// Controls, joiners, marks and the like are left out: the screen drops some of them, which would
/// reunite a key that they separate.
struct VisibleText {
  /// UTF-8; only ASCII letters are in lower case.
  private(set) var bytes: [UInt8]
  private let whole: [UInt8]
  /// The offset in `whole` of each of `bytes`; nil where nothing was left out.
  private let offsets: [Int]?

  init(_ text: String) {
    whole = Array(text.utf8)
    guard whole.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else {
      offsets = nil
      bytes = whole.map(Self.lowercase)
      return
    }
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    bytes.reserveCapacity(whole.count)
    offsets.reserveCapacity(whole.count)
    var offset = 0
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      if Self.isVisible(scalar) {
        for position in offset..<offset + length {
          bytes.append(Self.lowercase(whole[position]))
          offsets.append(position)
        }
      }
      offset += length
    }
    self.bytes = bytes
    self.offsets = offsets
  }

  /// The whole text with ranges of `bytes` replaced, which must be in ascending order.
  func text(replacing ranges: [Range<Int>], by replacement: String) -> String {
    var result: [UInt8] = []
    var end = 0
    for range in ranges {
      result += whole[end..<offset(range.lowerBound)]
      result += Array(replacement.utf8)
      end = offset(range.upperBound - 1) + 1
    }
    return String(decoding: result + whole[end...], as: UTF8.self)
  }

  private func offset(_ index: Int) -> Int { offsets?[index] ?? index }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: return true
    // Han and Hangul, which are common in names: looking up Unicode properties is slow.
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3: return true
    default: return !scalar.isInvisibleBetweenLetters
    }
  }

  static func lowercase(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
}

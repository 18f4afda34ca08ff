/// Eight bytes of a line, examined at once.
///
/// `ByteWord` of Batches does the same; a call into another module for each of these would take longer
/// than the work. As there, marks after the first one may be false.
struct EightBytes {
  static let count = 8

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  private let word: UInt64

  /// - Parameter start: of eight bytes that can be read.
  @inline(__always)
  init(at start: UnsafePointer<UInt8>) {
    word = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// Marks quotes, backslashes and control characters.
  @inline(__always)
  var stringMarks: UInt64 {
    let quotes = word ^ (Self.ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (Self.ones &* UInt64(UInt8(ascii: "\\")))
    let marks =
      (quotes &- Self.ones) & ~quotes | (backslashes &- Self.ones) & ~backslashes
      | (word &- Self.ones &* 0x20) & ~word
    return marks & Self.highBits
  }

  /// - Parameter marks: not 0.
  @inline(__always)
  static func firstMark(in marks: UInt64) -> Int { marks.trailingZeroBitCount / 8 }
}

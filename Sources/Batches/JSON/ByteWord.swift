/// Eight bytes of a text, examined at once.
///
/// A result has the high bit set in each byte that matches. After the first match there may be false
/// ones, since the subtraction borrows.
struct ByteWord {
  static let count = 8

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  private let word: UInt64

  /// - Parameter offset: of the first byte; all eight must lie within the bounds.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    word = UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: offset, as: UInt64.self))
  }

  func marks(equalTo byte: UInt8) -> UInt64 {
    let difference = word ^ (Self.ones &* UInt64(byte))
    return (difference &- Self.ones) & ~difference & Self.highBits
  }

  /// Marks bytes less than a limit of at most 0x80; bytes beyond ASCII never count.
  func marks(below limit: UInt8) -> UInt64 {
    (word &- Self.ones &* UInt64(limit)) & ~word & Self.highBits
  }

  var marksBeyondASCII: UInt64 { word & Self.highBits }

  /// The offset of the first marked byte.
  /// - Parameter marks: not 0.
  static func firstMark(in marks: UInt64) -> Int { marks.trailingZeroBitCount / 8 }
}

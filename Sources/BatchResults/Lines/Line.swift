/// A line of a file, without a copy: valid only within the closure that receives it.
public struct Line {
  /// From 1, blank lines included.
  public let number: Int
  /// Of its first byte in the file.
  public let offset: Int
  /// Bytes of the whole line in the file, without its line feed.
  public let length: Int
  /// Whether it is longer than `ResultLimits.lineBytes`; then only its beginning is here.
  public let isTooLong: Bool

  /// Whether a line feed ends it, as it need not be at the end of a file.
  let hasLineFeed: Bool
  let start: UnsafePointer<UInt8>
  /// The line feed, or the end of the beginning of a line that is too long; a line feed can be read
  /// here in any case.
  let end: UnsafePointer<UInt8>
  /// The end of the memory that can be read, beyond the line feed.
  let readable: UnsafePointer<UInt8>

  /// The bytes with the line end, as they are in the file.
  var bytesWithEnd: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: end - start + (hasLineFeed ? 1 : 0))
  }

  /// The bytes without the line end, LF or CR LF.
  public var bytes: UnsafeBufferPointer<UInt8> {
    var count = end - start
    if count > 0, start[count - 1] == 0x0D { count -= 1 }
    return UnsafeBufferPointer(start: start, count: count)
  }
}

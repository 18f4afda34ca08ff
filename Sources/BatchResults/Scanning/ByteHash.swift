import Batches

/// A 64-bit hash of bytes that is the same in every run.
enum ByteHash {
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let start = bytes.baseAddress else { return SplitMix64.increment }
    let count = bytes.count
    var hash = UInt64(truncatingIfNeeded: count) &* 0xA076_1D64_78BD_642F
    var index = 0
    while index + 8 <= count {
      hash = mixed(hash ^ word(start + index))
      index += 8
    }
    if index < count {
      var rest: UInt64 = 0
      for place in index..<count { rest = rest << 8 | UInt64(start[place]) }
      hash = mixed(hash ^ rest)
    }
    return mixed(hash ^ 0xE703_7ED1_A0B4_28DB)
  }

  @inline(__always)
  private static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// Both halves of a product, so that each bit changes many.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

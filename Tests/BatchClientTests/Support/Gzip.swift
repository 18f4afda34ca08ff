import FoundationEssentials

/// Compressed bytes, made once with zlib.
enum Gzip {
  /// The header of a gzip stream (RFC 1952) whose deflate blocks follow.
  static let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

  /// A deflate block of 65,536 spaces that refers to nothing before it, so that it can be repeated; 84
  /// bytes.
  static let blockOfSpaces = bytes(
    "7MGBAAAAAIAglf0pF6kKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAagAAAP//")

  /// A page whose only batch is called `zipped`.
  static let page = bytes(
    "H4sIAAAAAAACA6tWyk/KSk0uUbJSysksLlHSUUpJLElUsoquVspMAQpWZRYUpKYo1cbqKGUkFsfn5helKlml"
      + "JeYUp9YCAIzuzuU7AAAA")

  /// The same page as a zlib stream (RFC 1950), which HTTP calls deflate.
  static let deflatedPage = bytes(
    "eJyrVspPykpNLlGyUsrJLC5R0lFKSSxJVLKKrlbKTAEKVmUWFKSmKNXG6ihlJBbH5+YXpSpZpSXmFKfWAgBH"
      + "ixQA")

  /// A whole gzip stream of these bytes, which are stored as they are; at most 65,535.
  static func member(of bytes: [UInt8]) -> [UInt8] {
    func little(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    return start + [1] + little(bytes.count, 2) + little(~bytes.count, 2) + bytes
      + little(Int(checksum(bytes)), 4) + little(bytes.count, 4)
  }

  /// CRC-32 (RFC 1952, section 8).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64) ?? Data())
  }
}

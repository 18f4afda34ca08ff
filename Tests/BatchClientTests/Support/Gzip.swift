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

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64) ?? Data())
  }
}

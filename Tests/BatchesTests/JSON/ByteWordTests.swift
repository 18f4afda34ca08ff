import Testing

@testable import Batches

@Suite struct ByteWordTests {
  private static let interesting: [UInt8] = [0x22, 0x5C, 0x1F, 0x20, 0x7F, 0x80, 0xFF, 0x00]

  /// Every byte at every offset of a word, among neighbours that differ from it by one.
  @Test(arguments: interesting) func theFirstMarkIsThatOfTheFirstMatch(byte: UInt8) {
    for neighbour in [byte &- 1, byte &+ 1, 0x61] {
      for offset in 0...8 {
        var bytes = [UInt8](repeating: neighbour, count: 8)
        if offset < 8 { bytes[offset] = byte }
        if offset < 7 { bytes[offset + 1] = byte &+ 1 }
        bytes.withUnsafeBufferPointer { bytes in
          let word = ByteWord(bytes, at: 0)
          #expect(Self.first(word.marks(equalTo: byte)) == bytes.firstIndex(of: byte))
          #expect(
            Self.first(word.marks(below: 0x20)) == bytes.firstIndex { $0 < 0x20 })
          #expect(Self.first(word.marksBeyondASCII) == bytes.firstIndex { $0 >= 0x80 })
        }
      }
    }
  }

  private static func first(_ marks: UInt64) -> Int? {
    marks == 0 ? nil : ByteWord.firstMark(in: marks)
  }

  /// A closing quote, an escape and both together at every offset, and texts that end within a word.
  @Test(arguments: 0...17) func stringsEndWhereTheirQuoteStands(length: Int) throws {
    let text = String(repeating: "x", count: length)
    for (written, read) in [("", ""), ("\\\"", "\""), ("\\\\", "\\"), ("批", "批"), ("\\n#", "\n#")] {
      let body = Array("[\"\(text)\(written)\",\"\(written)\(text)\"]".utf8)
      #expect(
        JSONValue(parsing: body) == .array([.string(text + read), .string(read + text)]))
    }
    for end in ["", "\\", "\\\""] {
      #expect(JSONValue(parsing: Array("\"\(text)\(end)".utf8)) == nil)
    }
  }
}

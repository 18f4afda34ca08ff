import Batches
import Testing

@testable import BatchResults

@Suite struct LineSplitterTests {
  private struct Seen: Equatable {
    var number: Int
    var offset: Int
    var length: Int
    var isTooLong: Bool
    var bytes: [UInt8]
  }

  private static func split(_ chunks: [[UInt8]], maximum: Int = 1000) -> [Seen] {
    var splitter = LineSplitter(maximumBytes: maximum, beginningBytes: 4)
    var seen: [Seen] = []
    func take(_ line: Line) {
      seen.append(
        Seen(
          number: line.number, offset: line.offset, length: line.length,
          isTooLong: line.isTooLong, bytes: Array(line.bytes)))
    }
    for chunk in chunks { chunk.withUnsafeBufferPointer { splitter.feed($0, take) } }
    splitter.finish(take)
    let (taken, lines) = (splitter.bytes, splitter.lines)
    #expect(taken == chunks.reduce(0) { $0 + $1.count })
    #expect(lines == seen.count)
    return seen
  }

  /// Lines as a text would be split that lies in memory.
  private static func expected(_ text: [UInt8], maximum: Int = 1000) -> [Seen] {
    var seen: [Seen] = []
    var parts = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    for part in parts {
      var content = part
      if seen.isEmpty, content.count <= maximum || maximum >= 4,
        content.starts(with: [0xEF, 0xBB, 0xBF])
      {
        content = content.dropFirst(3)
      }
      let mark = part.count - content.count
      var kept = Array(part.count > maximum ? part.prefix(4).dropFirst(mark) : content)
      if kept.last == 0x0D { kept.removeLast() }
      seen.append(
        Seen(
          number: seen.count + 1, offset: part.startIndex + mark, length: content.count,
          isTooLong: part.count > maximum, bytes: kept))
    }
    return seen
  }

  @Test(arguments: [
    "", "\n", "a", "a\n", "a\nb", "a\r\nb\r\n", "\n\n\n", "\u{FEFF}a\nb", "\u{FEFF}", "\r\n\r",
    "a\u{0}b\n\u{0}\n\u{1}", "批量\n推理", "a\rb\n", "\u{FEFF}\n\u{FEFF}x\n",
  ])
  func everyChunkingGivesTheSame(text: String) {
    let expected = Self.expected(bytes(text))
    for size in 1...8 {
      #expect(Self.split(chunks(of: bytes(text), size)) == expected, "chunks of \(size)")
    }
    #expect(Self.split([bytes(text)]) == expected)
  }

  @Test(arguments: 0..<40) func randomTextsInRandomChunks(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet: [UInt8] = [0x0A, 0x0A, 0x0D, 0x61, 0x62, 0x00, 0xE6, 0x22]
    let text = (0..<300).map { _ in alphabet[Int.random(in: 0..<8, using: &random)] }
    let expected = Self.expected(text, maximum: 6)
    for _ in 0..<10 {
      #expect(Self.split(randomChunks(of: text, &random), maximum: 6) == expected)
    }
  }

  @Test func aTooLongLineIsCountedAndDoesNotGrow() {
    let long = [UInt8](repeating: 0x78, count: 5000)
    let text = bytes("ab\n") + long + bytes("\ncd\n") + long
    for size in [1, 7, 999, 1000, 1001, 4096, 20_000] {
      let seen = Self.split(chunks(of: text, size))
      #expect(seen.map(\.length) == [2, 5000, 2, 5000])
      #expect(seen.map(\.isTooLong) == [false, true, false, true])
      #expect(seen.map(\.offset) == [0, 3, 5004, 5007])
      #expect(seen[1].bytes == bytes("xxxx"))
    }
  }

  @Test func aLineOfTheLimitIsNotTooLong() {
    for (length, isTooLong) in [(999, false), (1000, false), (1001, true)] {
      let text = [UInt8](repeating: 0x78, count: length)
      for chunks in [[text], chunks(of: text, 10), [text + [0x0A]]] {
        #expect(Self.split(chunks).map(\.isTooLong) == [isTooLong])
      }
    }
  }

  @Test func readingMayBeginWithinAFile() {
    var splitter = LineSplitter(offset: 100, lines: 7)
    var places: [[Int]] = []
    bytes("a\nbc").withUnsafeBufferPointer {
      splitter.feed($0) { places.append([$0.number, $0.offset]) }
    }
    splitter.finish { places.append([$0.number, $0.offset]) }
    #expect(places == [[8, 100], [9, 102]])
  }
}

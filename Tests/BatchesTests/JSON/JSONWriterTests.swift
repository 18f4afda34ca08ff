import Testing

@testable import Batches

@Suite struct JSONWriterTests {
  @Test(arguments: [
    0, 9, 10, 99, 100, 1_000_000_007, Int.max, Int.max - 1, -1, -10, Int.min,
    999_999_999_999_999_999, 1_000_000_000_000_000_000,
  ])
  func numbersAreDecimal(number: Int) {
    var buffer = ByteBuffer()
    buffer.append(decimal: number)
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == String(number))
  }

  @Test func theBufferGrowsByBytesAndByLargeParts() {
    var buffer = ByteBuffer()
    #expect(buffer.bytes.isEmpty)
    var expected: [UInt8] = []
    for count in 0..<700 {
      buffer.append(UInt8(truncatingIfNeeded: count))
      expected.append(UInt8(truncatingIfNeeded: count))
    }
    let large = [UInt8](repeating: 7, count: 100_000)
    large.withUnsafeBufferPointer { buffer.append($0) }
    buffer.append("end")
    #expect(buffer.bytes == expected + large + Array("end".utf8))
  }

  /// What is escaped, and what looks like it, at every offset of the words that are looked at.
  @Test(arguments: 0...17) func escapesAtEveryOffset(offset: Int) {
    for (character, written) in [
      ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"),
      ("\u{0}", "\\u0000"), ("\u{1F}", "\\u001f"), ("\u{7F}", "\\u007f"), ("\u{85}", "\\u0085"),
      ("\u{61C}", "\\u061c"), ("\u{2028}", "\\u2028"), ("\u{202E}", "\\u202e"),
      (" ", " "), ("~", "~"), ("é", "é"), ("£", "£"), ("ش", "ش"), ("批", "批"), ("…", "…"),
      ("😀", "😀"),
    ] {
      let before = String(repeating: "a", count: offset)
      let after = String(repeating: "b", count: 17 - offset)
      #expect(
        JSONValue.string(before + character + after).compactText
          == "\"\(before)\(written)\(after)\"")
    }
  }

  private func pretty(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.value(value)
    return writer.bytes
  }

  @Test func commasStandBetweenAndNowhereElse() throws {
    for text in [
      "[[],{},[]]", #"{"a":[],"b":{}}"#, #"{"a":{"b":[1]},"c":2}"#, "[[[1],[2]],3]", "[]", "{}",
    ] {
      let value = try #require(JSONValue(parsing: Array(text.utf8)))
      #expect(value.compactText == text)
      #expect(JSONValue(parsing: pretty(value)) == value)
    }
    let value = try #require(JSONValue(parsing: Array(#"{"a":[],"b":[{}]}"#.utf8)))
    #expect(
      String(decoding: pretty(value), as: UTF8.self) == """
        {
          "a": [],
          "b": [
            {}
          ]
        }
        """)
  }

  @Test func recordsFollowOneAnother() {
    var writer = BatchWriter(.jsonl)
    let one = writer.rows([Batch(id: "a"), Batch(id: "b")])
    let lines = String(decoding: one, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix(#"{"id":"#) && $0.hasSuffix("}") })
  }
}

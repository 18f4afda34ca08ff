import Batches
import Testing

@testable import BatchResults

@Suite struct MessageFoldingTests {
  @Test(arguments: [
    ("", ""), ("  a \t b\n\nc ", "a b c"),
    ("Try again in 1,234.5 seconds.", "Try again in # seconds."),
    ("Limit 30000, Used 29,871, Requested 512", "Limit #, Used #, Requested #"),
    ("in 12ms", "in #ms"), ("-5 and +7", "# and #"), ("5-7 or a+7", "#-# or a+#"),
    ("[1, 2, 3]", "[#, #, #]"),
    ("id 123e4567-e89b-12d3-a456-426614174000.", "id <id>."),
    ("Request ID: req_0123456789abcdef", "Request ID: req_<id>"),
    ("org-aB3dE5gH7jK9mN1p", "org-<id>"), ("chatcmpl-9xKq2LmZ", "chatcmpl-<id>"),
    ("hash deadbeef01 here", "hash <id> here"), ("deadbeef", "deadbeef"),
    ("trace 0x7f3a", "trace <id>"), ("0x", "#x"),
    ("gpt-4o-mini", "gpt-#o-mini"), ("Llama-3.3-70B", "Llama-#-#B"),
    ("The model 'gpt-5' does not exist", #"The model "…" does not exist"#),
    (#"Invalid "a b" and `c`"#, #"Invalid "…" and "…""#), ("it can't, won't", "it can't, won't"),
    ("users' rights", "users' rights"), ("an empty '' one", #"an empty "" one"#),
    ("never 'closed", "never 'closed"), ("'it's' fine", #""…" fine"#),
    ("字段“温度”的值 3.5 超出范围", #"字段"…"的值 # 超出范围"#), ("「模型」不存在", #""…"不存在"#), ("「模", "「模"),
    ("“”", "\"\""), ("«»", "\"\""), ("„“", "\"\""), ("«", "«"), ("„nie", "„nie"), ("« x", "« x"),
    ("modèle «gpt»: à 5 £", #"modèle "…": à # £"#),
    ("Modell „a“ statt «b»", #"Modell "…" statt "…""#),
    ("请求过于频繁", "请求过于频繁"), ("at 2025-01-02T03:04:05Z", "at #-#-#T#:#:#Z"),
    ("v1/files/file-abc123def456", "v#/files/file-<id>"), ("a\u{0}\u{1B}[2Jb", "a [#Jb"),
    ("build 3cca12f", "build <id>"), ("trace z8yiqhp2", "trace <id>"), ("abc123", "<id>"),
    ("Mixtral-8x7B", "Mixtral-#x#B"), ("base64url and utf8", "base#url and utf#"),
    ("第１２３条 ４", "第#条 #"),
    ("1", "#"), ("1.", "#."), (".5", ".#"), ("a_1_b", "a_#_b"), ("_1", "_#"), ("x1", "x#"),
  ])
  func foldsDetails(message: String, expected: String) {
    #expect(folded(message) == expected)
  }

  @Test(arguments: [
    "'x'", "\"yy\"", "`z z`", "“x”", "‘x’", "「x」", "『x』", "《x》",
    "„x“", "„x”", "‚x‘", "‹x›", "«x»", "« x »",
  ])
  func quotesOfAnyKindAreTheSame(quoted: String) {
    #expect(folded("no model \(quoted), sorry") == #"no model "…", sorry"#)
  }

  @Test func isNeverLongerThanItsLimitAndEndsWithAWholeCharacter() {
    for length in 0..<6 {
      for unit in ["a", "é", "批", "😀", "a1 ", "'x' ", "“x”", "«x»", "'", "“", "«", "0"] {
        let text = String(repeating: "x", count: length) + String(repeating: unit, count: 5000)
        let short = folded(text)
        #expect(short.utf8.count <= ResultLimits.foldedBytes + 3)
        #expect(!short.unicodeScalars.contains("\u{FFFD}"), "\(unit) after \(length)")
      }
    }
  }

  /// What is folded is folded again to itself, except that `<id>` and `#` are now punctuation.
  @Test(arguments: 0..<200) func randomBytesAreHarmless(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let shards = [
      "'", "\"", "`", "“", "”", "„", "«", "»", "「", "」", "1", "9.5", "abc", "_", "-", " ", "\n",
      "批", "req_",
      "deadbeef1", "0x", ".", ",", "😀",
    ]
    var message = ""
    for _ in 0..<Int.random(in: 0...300, using: &random) {
      message += shards[Int.random(in: 0..<shards.count, using: &random)]
    }
    let once = folded(message)
    #expect(once.utf8.count <= ResultLimits.foldedBytes + 3)
    // Equal but for digits: the same cause.
    let other = String(message.map { $0 == "1" ? "7" : $0 })
    #expect(folded(other) == once)
    #expect(!once.unicodeScalars.contains { ("0"..."9").contains($0) } || once.contains("…"))
    var raw = (0..<400).map { _ in UInt8.random(in: 0...255, using: &random) }
    raw.withUnsafeMutableBufferPointer { raw in
      var folding = MessageFolding()
      let room = UnsafeMutablePointer<UInt8>.allocate(capacity: MessageFolding.room)
      defer { room.deallocate() }
      let count = folding.fold(UnsafeBufferPointer(raw), to: room)
      #expect(count <= MessageFolding.room)
    }
  }
}

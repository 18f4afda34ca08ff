import Batches
import Testing

@testable import BatchResults

@Suite struct ResultReaderTests {
  private static let file =
    "\u{FEFF}" + success("a") + failure("b", "limit 12") + "\r\n" + "not json\n"
    + #"{"custom_id":"c","response":{"sta"# + "\n" + "[]\n\u{0}\u{0}\n"
    + #"{"error":{"message":"who?"}}"# + "\n"
    + #"{"custom_id":"d","response":{"status_code":200,"body":{"usage":{"prompt_tokens":3,"completion_tokens":null,"total_tokens":5}},"latency_ms":250}}"#
    + "\r\n" + failure("b", "limit 13") + success("e").dropLast()

  @Test func everyLineIsCounted() throws {
    let state = read(Self.file)
    let summary = state.summary
    #expect(summary.bytes == Self.file.utf8.count)
    #expect(summary.lines == 11)
    #expect(summary.succeeded == 3)
    #expect(summary.failed == 3)
    #expect(summary.odd[.notJSON]?.count == 3)
    #expect(summary.odd[.notJSON]?.firstLine == 4)
    #expect(summary.odd[.notObject]?.count == 1)
    #expect(summary.odd[.noID]?.count == 1)
    #expect(summary.odd[.blank]?.count == 1)
    #expect(summary.odd.unreadable == 4)
    // Every line is one of these.
    let blank = try #require(summary.odd[.blank]).count
    #expect(summary.succeeded + summary.failed + summary.odd.unreadable + blank == summary.lines)
    #expect(summary.tokens == TokenUsage(prompt: 3, completion: nil, total: 5))
    #expect(summary.linesWithTokens == 1)
    #expect(summary.latencies.mean == 0.25)
    #expect(state.groups.map(\.message) == ["limit #", "who?"])
    #expect(state.ids == 5)
    #expect(state.duplicates == 1)
  }

  @Test(arguments: 0..<30) func everyChunkingGivesTheSame(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let whole = read(Self.file)
    #expect(read(randomChunks(of: bytes(Self.file), &random)) == whole)
    #expect(read(chunks(of: bytes(Self.file), Int(seed) + 1)) == whole)
  }

  /// Whatever a line lacks at its end, it does not take it from the next one.
  @Test(arguments: [
    "{\"custom_id\":\"a\\", #"{"custom_id":"a"#, "{\"custom_id\":\"a\\\\", #"{"x":1"#,
    #"{"x":"#, #"{"x""#, #"{"x":[1"#, #"{"x":[1,"#, #"{"x":1,"#, "{", #"{""#, #"{"x":nul"#,
    #"{"x":-"#, #"{"x":{}"#, "\u{EF}", #"{"error":["#, #"{"error":{"code":1"#,
  ])
  func aLineThatBreaksOffEndsThere(beginning: String) {
    let text = beginning + "\n\"}]}\",1]}}\"}\n" + failure("b")
    let state = read(text)
    #expect(state.summary.lines == 3)
    #expect(state.summary.odd[.notJSON]?.count == 2)
    #expect(state.summary.failed == 1)
    #expect(state.ids == 1)
  }

  @Test func anEmptyFileHasNothing() {
    let state = read("")
    #expect(state.summary == ResultSummary())
    #expect(state.groups.isEmpty)
  }

  @Test func aLineBeyondTheLimitIsToldAndHarmsNothingElse() {
    var reader = ResultReader()
    var ids = RequestIDs()
    func feed(_ text: [UInt8]) { text.withUnsafeBufferPointer { reader.feed($0, ids: &ids) } }
    feed(bytes(failure("a") + #"{"custom_id":"b","response":""#))
    let filler = [UInt8](repeating: 0x78, count: 1 << 20)
    for _ in 0..<50 { feed(filler) }
    feed(bytes("\"}\n" + failure("c")))
    reader.finish(ids: &ids)
    let summary = reader.summary
    #expect(summary.lines == 3)
    #expect(summary.failed == 2)
    #expect(summary.odd[.tooLong]?.count == 1)
    #expect(summary.odd[.tooLong]?.firstLine == 2)
    let (places, counts) = (ids.places(of: "b"), reader.groups.map(\.count))
    #expect(places == .damaged)
    #expect(counts == [2])
  }

  @Test func tokensThatNoLineGivesAreNotZero() {
    #expect(read(success("a")).summary.tokens.isEmpty)
    let line = #"{"custom_id":"a","response":{"body":{"usage":{"prompt_tokens":0}}}}"#
    #expect(read(line).summary.tokens.prompt == 0)
    #expect(read(line).summary.tokens.completion == nil)
  }
}

import Testing

@testable import Batches

@Suite struct LimitTests {
  private func nested(_ levels: Int) -> String {
    String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
  }

  @Test func takesAFieldOfAllAllowedLevels() throws {
    let batch = try decodeBatch(#""metadata":{"deep":\#(nested(DecodingLimits.levels - 1))}"#)
    #expect(batch.metadata.first?.value.compactText == nested(DecodingLimits.levels - 1))
  }

  @Test(arguments: [
    String(repeating: "[", count: 137) + String(repeating: "]", count: 137),
    String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
    String(repeating: #"{"a":"#, count: 500) + #""]}\"[{","b":[1]"#
      + String(repeating: "}", count: 500),
  ])
  func aFieldThatIsNestedDeeperCostsOnlyItself(deep: String) throws {
    let page = try BatchPage(
      decoding: bytes(
        #"{"data":[{"id":"a"},{"id":"b","x":\#(deep),"status":"failed"},\#(deep),{"id":"c"}]}"#))
    #expect(page.batches.map(\.id) == ["a", "b", "c"])
    #expect(page.skipped == 1)
    #expect(page.batches[1].status.meaning == .failed)
    #expect(
      page.batches[1].extras.first?.value.compactText.contains("deeper than 128 levels") == true)
  }

  @Test func deepNestingThatNeverClosesIsTruncated() throws {
    #expect(pageFailure(String(repeating: "[{\"a\":", count: 50_000))?.kind == .truncated)
    #expect(pageFailure(String(repeating: "[", count: 500) + "\"]")?.kind == .truncated)
  }

  @Test func leavesElementsBeyondTheLimitToTheNextPage() throws {
    let limit = DecodingLimits.elementsPerPage
    let elements = (0..<(limit + 5)).map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
    let page = try BatchPage(decoding: bytes(#"{"data":[\#(elements)],"has_more":false}"#))
    #expect(page.batches.count == limit)
    #expect(page.batches.last?.id == String(limit - 1))
    #expect(page.overLimit == 5)
    #expect(page.skipped == 0)
  }

  @Test func refusesMoreValuesThanMemoryShouldHold() throws {
    #expect(try JSONParser.parse(bytes("[0,[0]]"), maximumValues: 4).nodes.count == 4)
    #expect(throws: JSONProblem.tooManyValues) {
      try JSONParser.parse(bytes("[0,[0]]"), maximumValues: 3)
    }
  }

  @Test func whatIsLeftOutOfAPageCountsForNothing() throws {
    let document = try JSONParser.parse(
      bytes(#"{"x":[0,[1,1,1],[2],3],"y":[[0,0,0]]}"#), maximumValues: 14, maximumElements: 2)
    #expect(document.value(JSONDocument.root).compactText == #"{"x":[0,[1,1,1]],"y":[[0,0,0]]}"#)
    #expect(document.elementsLeftOut == [2: 2])
  }

  @Test func aBatchKeepsAllOfItsFields() throws {
    let many = DecodingLimits.elementsPerPage + 1
    let errors = Array(repeating: #""e""#, count: many).joined(separator: ",")
    let batch = #"{"id":"a","errors":[\#(errors)]}"#
    #expect(try Batch(decoding: bytes(batch)).errors.count == many)
    let page = try BatchPage(decoding: bytes(#"{"data":[\#(batch)]}"#))
    #expect(page.batches.first?.errors.count == many)
  }

  @Test func refusesABodyBeyondTheLimit() {
    let body = bytes("[") + Array(repeating: 0x20, count: DecodingLimits.bodyBytes) + bytes("]")
    let failure = pageFailure(body)
    #expect(failure?.kind == .tooLarge)
    #expect(failure?.summary.contains("32 MiB") == true)
  }

  @Test func shortensTheServersWords() throws {
    let long = String(repeating: "много ", count: 10_000)
    let failure = ServiceFailure.response(
      status: 500, headers: ResponseFacts(), body: bytes(long), now: 0)
    let message = try #require(failure.serverMessage)
    #expect(message.count < 400)
    #expect(message.hasSuffix("…"))
  }

  @Test func shortensACharacterOfManyMarks() throws {
    let failure = ServiceFailure.response(
      status: 500, headers: ResponseFacts(),
      body: bytes("e" + String(repeating: "\u{301}", count: 100_000)), now: 0)
    #expect(try #require(failure.serverMessage).unicodeScalars.count < 10)
  }
}

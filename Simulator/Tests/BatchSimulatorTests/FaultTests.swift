import Batches
import FoundationEssentials
import Testing

@testable import BatchSimulator

@Suite struct FaultTests {
  static let now = 1_749_049_200
  static let fleet = Fleet(count: 250, seed: 1, start: now)

  static func answer(_ fault: Fault, _ query: [String: String] = [:]) -> Answer {
    BatchAPI(fleet: fleet, faults: [FaultRule(fault)], seed: 1)
      .answer(Call(path: "/v1/batches", query: query), number: 0, at: now)
  }

  /// The ids of the pages that a client gets when it follows the last ids.
  static func walk(_ fault: Fault, pages: Int, limit: Int = 20) throws -> [[String]] {
    var cursor: String?
    return try (0..<pages).map { _ in
      var query = ["limit": "\(limit)"]
      query["after"] = cursor
      let ids = try answer(fault, query).page().ids
      cursor = ids.last ?? cursor
      return ids
    }
  }

  static func ids(_ positions: Range<Int>) -> [String] {
    positions.map { fleet.id(of: 249 - $0) }
  }

  @Test(
    arguments: [
      (.unauthorized, 401, "\"Api key is invalid\""), (.forbidden, 403, "\"Forbidden\""),
      (.outOfBalance, 403, "30001"), (.notFound, 404, "404 page not found"),
      (.rateLimited, 429, "rate limiting"), (.rateLimitedWithWait, 429, "rate limiting"),
      (.overloaded, 503, "50505"), (.gatewayTimeout, 504, "<html>"), (.html, 200, "<html>"),
      (.errorUnder200, 200, "50505"), (.emptyBody, 200, ""), (.redirected, 307, ""),
    ] as [(Fault, Int, String)])
  func refusalsAreTheProvidersOwn(fault: Fault, status: Int, words: String) {
    let answer = Self.answer(fault)
    #expect(answer.status == status)
    #expect(words.isEmpty ? answer.body.isEmpty : answer.text.contains(words))
  }

  @Test(
    arguments: [
      (.rateLimited, nil), (.rateLimitedWithWait, "2"), (.rateLimitedForADay, "86400"),
    ] as [(Fault, String?)])
  func waitIsSentWhereTheFaultSaysSo(fault: Fault, seconds: String?) {
    #expect(Self.answer(fault).headers["Retry-After"] == seconds)
  }

  @Test(
    arguments: [
      (.reset, .reset), (.hang, .hang), (.drip, .drip), (.endless, .endless(compressed: false)),
      (.bomb, .endless(compressed: true)), (.html, .whole),
    ] as [(Fault, Answer.Delivery)])
  func deliveryFaultsKeepTheAnswer(
    fault: Fault, delivery: Answer.Delivery
  ) {
    #expect(Self.answer(fault).delivery == delivery)
  }

  @Test func parametersAreRefusedWhereTheyAreGiven() {
    #expect(Self.answer(.refusedCursor).status == 200)
    #expect(Self.answer(.refusedCursor, ["after": "x"]).text.contains("20076"))
    #expect(Self.answer(.refusedLimit).status == 200)
    #expect(Self.answer(.refusedLimit, ["limit": "5"]).text.contains("20075"))
  }

  @Test func stuckRepeatsTheFirstPage() throws {
    #expect(try Self.walk(.stuck, pages: 3) == Array(repeating: Self.ids(0..<20), count: 3))
    #expect(try Self.answer(.stuck).page().hasMore == true)
  }

  @Test(arguments: [1, 20, 100])
  func cycleAlternatesTwoPages(limit: Int) throws {
    let (first, second) = (Self.ids(0..<limit), Self.ids(limit..<2 * limit))
    #expect(try Self.walk(.cycle, pages: 5, limit: limit) == [first, second, first, second, first])
  }

  @Test func emptyPagesPromiseMoreForever() throws {
    #expect(try Self.walk(.emptyWithMore, pages: 3) == [Self.ids(0..<20), [], []])
    let page = try Self.answer(.emptyWithMore, ["after": Self.ids(0..<1)[0]]).page()
    #expect(page.hasMore == true)
    #expect(page.lastId == nil)
  }

  @Test func withoutHasMoreTheFieldIsNotThere() throws {
    #expect(!Self.answer(.withoutHasMore).text.contains("has_more"))
    #expect(try Self.answer(.withoutHasMore).page().ids == Self.ids(0..<20))
  }

  @Test func shiftedPagesOverlapAndStillReachTheEnd() throws {
    #expect(
      try Self.walk(.shifted, pages: 3) == [Self.ids(0..<20), Self.ids(17..<37), Self.ids(34..<54)])
    #expect(try Set(Self.walk(.shifted, pages: 16).joined()).count == 250)
    // With one row per page there cannot be an overlap.
    #expect(try Set(Self.walk(.shifted, pages: 250, limit: 1).joined()).count == 250)
  }

  @Test func shapesHoldTheSameRows() throws {
    let array: [WirePage.Item] = try WirePage.decode(Self.answer(.bareArray).body)
    #expect(array.map(\.id) == Self.ids(0..<250))
    let wrapped = Self.answer(.envelope).text
    #expect(
      wrapped.hasPrefix(#"{"code":20000,"message":"Ok","status":true,"data":{"object":"list""#))
  }

  @Test func aboutHalfOfTheItemsAreOdd() throws {
    let page = Fleet.Page(
      batches: Self.fleet.page(after: nil, limit: 250, at: Self.now).batches, ordinals: 0..<250,
      hasMore: false)
    let list = ListPage(page)
    let odd = Oddity.scattered(over: list, seed: 1)
    #expect(odd == Oddity.scattered(over: list, seed: 1))
    let untouched = odd.filter(list.items.contains).count
    #expect((100...160).contains(untouched))
    let texts = odd.map { String(decoding: $0.json(escaping: .minimal), as: UTF8.self) }
    let marks = [
      "null", "\"batch\"", #""id":"""#, "paused_by_admin", #"\u001b"#, "\u{202E}", "T",
      "123,", ".75", "canceled", "1e400", "https://files.example.com", #""line":42"#,
    ]
    for mark in marks { #expect(texts.contains { $0.contains(mark) }, "\(mark)") }
    #expect(texts.contains { $0.utf8.count > 20_000 })
  }

  @Test(arguments: Oddity.allCases)
  func everyOddityIsADifferentJSONItem(oddity: Oddity) throws {
    let batch = try #require(
      Self.fleet.page(after: nil, limit: 100, at: Self.now).batches
        .first { $0.status.meaning == .completed && !$0.metadata.isEmpty })
    guard case .object(let members) = batch.json(inList: true) else { return }
    let items = oddity.applied(to: members)
    #expect(items != [.object(members)])
    let bytes = JSONValue.array(items).json(escaping: .minimal)
    #expect(throws: Never.self) { try JSONDecoder().decode([Anything?].self, from: Data(bytes)) }
  }
}

/// Any JSON value, decoded only to check that it is valid.
private struct Anything: Decodable {
  init(from decoder: any Decoder) throws {}
}

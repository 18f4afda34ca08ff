import Batches
import FoundationEssentials
import Testing

@testable import BatchSimulator

@Suite struct BatchAPITests {
  static let now = 1_749_049_200
  static let fleet = Fleet(count: 250, seed: 1, start: now)
  static let api = BatchAPI(fleet: fleet, seed: 1)

  static func list(_ query: [String: String] = [:], _ api: BatchAPI = api) -> Answer {
    api.answer(Call(path: "/v1/batches", query: query), number: 0, at: now)
  }

  @Test(arguments: [(nil, 20), ("1", 1), ("20", 20), ("100", 100)])
  func pageHasAsManyRowsAsAskedFor(limit: String?, rows: Int) throws {
    let page = try Self.list(limit.map { ["limit": $0] } ?? [:]).page()
    #expect(page.object == "list")
    #expect(page.data.count == rows)
    #expect(page.firstId == page.ids.first)
    #expect(page.lastId == page.ids.last)
    #expect(page.hasMore == true)
    #expect(page.ids == (0..<rows).map { Self.fleet.id(of: 249 - $0) })
  }

  @Test func lastPageSaysSoAndAnEmptyListIsAList() throws {
    let last = try Self.list(["after": Self.fleet.id(of: 20)]).page()
    #expect(last.ids == (0..<20).map { Self.fleet.id(of: 19 - $0) })
    #expect(last.hasMore == false)
    let beyond = try Self.list(["after": Self.fleet.id(of: 0)]).page()
    #expect(beyond.ids.isEmpty)
    #expect(beyond.hasMore == false)
    #expect(beyond.firstId == nil)
    let none = BatchAPI(fleet: Fleet(count: 0, seed: 1, start: Self.now), seed: 1)
    #expect(try Self.list([:], none).page().ids.isEmpty)
  }

  @Test(arguments: ["0", "101", "-1", "1.5", "", "all", "99999999999999999999"])
  func limitOutside1To100IsRefused(limit: String) {
    let answer = Self.list(["limit": limit])
    #expect(answer.status == 400)
    #expect(answer.text.contains(#""code":20075"#))
  }

  @Test(arguments: ["nix", "batch_aaaaaaaaaa", fleet.id(of: 250)])
  func cursorOfNoBatchIsRefused(after: String) {
    let answer = Self.list(["after": after])
    #expect(answer.status == 400)
    #expect(answer.text.contains(#""code":20076"#))
  }

  @Test func batchEqualsTheOneInTheListWithoutItsFileName() throws {
    let listed = try #require(try Self.list().page().data.first { $0.fileName != nil })
    let answer = Self.api.answer(Call(path: "/v1/batches/\(listed.id)"), number: 0, at: Self.now)
    let batch: WirePage.Item = try WirePage.decode(answer.body)
    #expect(batch.id == listed.id)
    #expect(batch.createdAt == listed.createdAt)
    #expect(batch.fileName == nil)
  }

  @Test func clientsDecoderReadsBackWhatTheFleetHolds() throws {
    let page = try BatchPage(decoding: Self.list(["limit": "100"]).body)
    #expect(
      page
        == BatchPage(
          batches: Self.fleet.page(after: nil, limit: 100, at: Self.now).batches, hasMore: true))
  }

  @Test func everyDocumentedFieldIsWritten() throws {
    let text = Self.list(["limit": "1"]).text
    let fields = [
      "id", "object", "endpoint", "errors", "input_file_id", "completion_window", "status",
      "output_file_id", "error_file_id", "created_at", "in_progress_at", "expires_at",
      "finalizing_at", "completed_at", "failed_at", "expired_at", "cancelling_at", "cancelled_at",
      "request_counts", "metadata", "file_name",
    ]
    for field in fields { #expect(text.contains("\"\(field)\":")) }
    #expect(text.contains(#""completed_at":null"#))
  }

  @Test(arguments: [
    ("GET", "/v1/batches/batch_aaaaaaaaaa"), ("GET", "/v1/batches/x/y"), ("GET", "/batches"),
    ("GET", "/v1/file"), ("POST", "/v1/files"), ("GET", "/"), ("GET", ""), ("POST", "/v1/batches"),
    ("DELETE", "/v1/batches"),
  ])
  func everythingElseIsNotFound(method: String, path: String) {
    let answer = Self.api.answer(Call(method: method, path: path), number: 0, at: Self.now)
    #expect(answer.status == 404)
    #expect(answer.text == "404 page not found")
  }

  @Test(
    arguments: [
      (KeyRule.none, nil, nil), (.none, "Bearer x", nil),
      (.any, "Bearer demo", nil), (.any, "bearer demo", nil),
      (.any, nil, "Invalid token"), (.any, "", "Invalid token"), (.any, "Bearer ", "Invalid token"),
      (.any, "Basic eDp5", "Invalid token"), (.any, "demo", "Invalid token"),
      (.exactly("demo"), "Bearer demo", nil),
      (.exactly("demo"), "Bearer omed", "Api key is invalid"),
      (.exactly("demo"), nil, "Invalid token"),
    ] as [(KeyRule, String?, String?)])
  func keyIsRequiredAsByTheRealService(
    rule: KeyRule, header: String?, refusal: String?
  ) throws {
    let api = BatchAPI(fleet: Self.fleet, keyRule: rule, seed: 1)
    let answer = api.answer(
      Call(path: "/v1/batches", authorization: header), number: 0, at: Self.now)
    #expect(answer.status == (refusal == nil ? 200 : 401))
    if let refusal { #expect(answer.text == "\"\(refusal)\"") }
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("\u{0}\u{1B}\n\u{1F}", #""\u0000\u001b\n\u001f""#),
    ("批\u{9B}\u{202E}👍", "\"批\u{9B}\u{202E}👍\""),
  ])
  func stringsAreWrittenSoThatAnyReaderGetsThemBack(text: String, written: String) throws {
    let bytes = JSONValue.string(text).json(escaping: .minimal)
    #expect(String(decoding: bytes, as: UTF8.self) == written)
    let read = try JSONDecoder().decode([String].self, from: Data([0x5B] + bytes + [0x5D]))
    #expect(read == [text])
  }
}

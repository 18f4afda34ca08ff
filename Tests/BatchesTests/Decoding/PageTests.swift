import Batches
import Testing

@Suite struct PageTests {
  @Test(arguments: [
    (
      #"{"object":"list","data":[{"id":"a"}],"first_id":"a","last_id":"a","has_more":true}"#,
      BatchPage(batches: [idOnly("a")], hasMore: true)
    ),
    (#"{"data":[{"id":"a"}]}"#, BatchPage(batches: [idOnly("a")])),
    (#"[{"id":"a"}]"#, BatchPage(batches: [idOnly("a")], isWholeList: true)),
    ("[]", BatchPage(batches: [], isWholeList: true)),
    // Lists without rows.
    (#"{"object":"list","data":null,"has_more":false}"#, BatchPage(batches: [], hasMore: false)),
    (#"{"object":"list","has_more":true}"#, BatchPage(batches: [], hasMore: true)),
    (#"{"object":"list"}"#, BatchPage(batches: [])),
    (#"{"object":"list","data":{}}"#, BatchPage(batches: [])),
    (#"{"object":"list","data":""}"#, BatchPage(batches: [])),
    (#"{"data":null}"#, BatchPage(batches: [])),
    (#"{"first_id":null,"last_id":null,"has_more":false}"#, BatchPage(batches: [], hasMore: false)),
    (#"{"code":20000,"message":"Ok","status":true,"data":null}"#, BatchPage(batches: [])),
    (#"{"message":"success","data":null}"#, BatchPage(batches: [])),
    (#"{"object":"list","data":[],"error":null,"code":null}"#, BatchPage(batches: [])),
    (#"{"message":"success","data":[]}"#, BatchPage(batches: [])),
    (
      #"{"base_resp":{"status_code":0,"status_msg":"success"},"data":null}"#,
      BatchPage(batches: [])
    ),
    (#"{"code":"00000","msg":"x","data":[]}"#, BatchPage(batches: [])),
    (#"{"error":0,"errors":"","ok":1,"status":"200","data":[]}"#, BatchPage(batches: [])),
    (#"{"meta":{"code":200,"errors":0},"data":[]}"#, BatchPage(batches: [])),
    // Envelopes around lists.
    (
      #"{"code":200,"msg":"x","rows":[{"id":"a"}],"total":1}"#,
      BatchPage(batches: [idOnly("a")], total: 1)
    ),
    (#"{"data":{"records":[{"id":"a"}]}}"#, BatchPage(batches: [idOnly("a")])),
    (
      #"{"base_resp":{"status_code":7},"data":[{"id":"a"}]}"#, BatchPage(batches: [idOnly("a")])
    ),
    (
      #"{"code":20000,"data":{"data":[{"id":"a"}],"has_more":true}}"#,
      BatchPage(batches: [idOnly("a")], hasMore: true)
    ),
    (
      #"{"code":1,"message":"success","data":{"data":[{"id":"a"}],"has_more":false}}"#,
      BatchPage(batches: [idOnly("a")], hasMore: false)
    ),
    (#"{"response":{"data":[{"id":"a"}]}}"#, BatchPage(batches: [idOnly("a")])),
    (
      #"{"data":[{"id":"a"}],"error":null,"errors":[],"code":5}"#,
      BatchPage(batches: [idOnly("a")])
    ),
    (#"{"code":0,"msg":"ok","data":[{"id":"a"}]}"#, BatchPage(batches: [idOnly("a")])),
    (
      #"{"code":"200","success":true,"result":{"batches":[{"id":"a"}]},"has_more":false}"#,
      BatchPage(batches: [idOnly("a")], hasMore: false)
    ),
    (
      #"{"data":{"items":[{"id":"a"}],"hasMore":true}}"#,
      BatchPage(batches: [idOnly("a")], hasMore: true)
    ),
    (#"{"data":{"object":"list","data":null}}"#, BatchPage(batches: [])),
    (
      #"{"id":"list-1","object":"list","results":[{"id":"a"}]}"#,
      BatchPage(batches: [idOnly("a")])
    ),
    // Rows take precedence over a code that would be an error without them.
    (
      #"{"code":50505,"message":"partly","data":[{"id":"a"}]}"#,
      BatchPage(batches: [idOnly("a")])
    ),
    (
      #"{"error":{"message":"partly"},"data":[{"id":"a"}]}"#,
      BatchPage(batches: [idOnly("a")], errorBesideRows: "partly")
    ),
    // The last of two lists wins.
    (#"{"data":[{"id":"a"}],"data":[{"id":"b"}]}"#, BatchPage(batches: [idOnly("b")])),
    // Duplicate ids are kept: removing them is up to the caller.
    (#"{"data":[{"id":"a"},{"id":"a"}]}"#, BatchPage(batches: [idOnly("a"), idOnly("a")])),
    (
      #"{"data":[null,"x",{},{"id":"a"},[],5,{"id":""}]}"#,
      BatchPage(batches: [idOnly("a")], skippedBehind: [0: 3, 1: 3])
    ),
    (
      #"{"data":[null,{"id":"a"},[],5],"has_more":true}"#,
      BatchPage(batches: [idOnly("a")], hasMore: true, skippedBehind: [0: 1, 1: 2])
    ),
    (
      #"{"data":[null,{},""],"has_more":true}"#,
      BatchPage(batches: [], hasMore: true, skippedBehind: [0: 3])
    ),
  ])
  func reads(body: String, page: BatchPage) throws {
    #expect(try BatchPage(decoding: bytes(body)) == page)
    #expect(try BatchPage(decoding: bytes("\u{FEFF}\r\n\t " + body + "\n")) == page)
  }

  @Test(
    arguments: [
      (#"{"data":[],"next_page_token":"t"}"#, true), (#"{"data":[],"nextPageToken":""}"#, false),
      (#"{"data":[],"paging":{"next_cursor":null}}"#, false),
      (#"{"data":[],"paging":{"next_cursor":"c"}}"#, true),
      (#"{"data":[],"pagination":{"has_next":false}}"#, false),
      (#"{"data":[],"has_more":true,"next_cursor":null}"#, true), (#"{"data":[]}"#, nil),
    ] as [(String, Bool?)])
  func readsWhatIsSaidOfTheNextPage(body: String, hasMore: Bool?) throws {
    #expect(try BatchPage(decoding: bytes(body)).hasMore == hasMore)
  }

  @Test(arguments: [
    #"{"my_batches":[{"id":"a"}],"total":1}"#, #"{"operations":[{"id":"a"}]}"#,
    #"{"data":{"things":[{"batch_id":"a"}]}}"#,
  ])
  func findsAListUnderAnyName(body: String) throws {
    #expect(try BatchPage(decoding: bytes(body)).batches.map(\.id) == ["a"])
  }

  @Test(arguments: [
    (#"{"batches":[{"name":"b/1"}],"next_page_token":"t"}"#, ["`name`", "`next_page_token`"]),
    (#"{"operations":[{"name":"b/1"}]}"#, ["`name`"]),
    (#"[{"displayName":"x","status":"done"}]"#, ["`displayName`"]),
    (#"{"data":[{"a":1},{"b":2}]}"#, ["no id"]),
    (#"{"object":"list","data":["batch_1","batch_2"]}"#, ["not objects"]),
    (#"{"data":[null,5],"has_more":true}"#, ["not objects"]), (#"["x"]"#, ["not objects"]),
    (#"{"data":[["batch_1","failed"]],"next_cursor":"c"}"#, ["not objects", "`next_cursor`"]),
    (#"{"data":["x",{"a":1}]}"#, ["no id"]),
  ])
  func namesAnotherProtocol(body: String, words: [String]) throws {
    let failure = try #require(pageFailure(body))
    #expect(failure.kind == .notTheAPI && failure.retry == .never)
    for word in words { #expect(failure.summary.contains(word)) }
  }

  @Test(
    arguments: [
      ("true", true), ("false", false), (#""true""#, true), (#""False""#, false), ("1", true),
      ("0", false), (#""1""#, true), ("null", nil), ("{}", nil), (#""maybe""#, nil), ("[]", nil),
    ] as [(String, Bool?)])
  func readsWhetherThereIsMore(value: String, hasMore: Bool?) throws {
    let page = try BatchPage(decoding: bytes(#"{"data":[],"has_more":\#(value)}"#))
    #expect(page.hasMore == hasMore)
  }

  @Test(arguments: [
    #"{"id":"a","object":"batch"}"#, #"{"data":{"id":"a"}}"#, #"{"id":"a","error":null}"#,
    #"{"code":20000,"message":"Ok","data":{"id":"a","results":[{"id":"no"}]}}"#,
    #"{"batch":1,"result":{"id":"a"}}"#, #"[{"id":"a"}]"#, #"{"data":[{"id":"a"}]}"#,
    #"{"id":"a","error":"model not found","data":[{"id":"no"}]}"#,
  ])
  func readsOneBatch(body: String) throws {
    #expect(try Batch(decoding: bytes(body)).id == "a")
  }

  @Test(
    arguments: [
      ("{}", .notTheAPI), ("[]", .notTheAPI), (#"[{"id":"a"},{"id":"b"}]"#, .notTheAPI),
      (#"{"object":"list","data":[]}"#, .notTheAPI), (#"{"id":""}"#, .notTheAPI),
      (#"{"error":{"message":"no"}}"#, .serverError), ("", .notTheAPI), ("{", .truncated),
      (#"{"id":"req-1","object":"error","message":"no"}"#, .serverError),
    ] as [(String, ServiceFailure.Kind)])
  func refusesWhatIsNotOneBatch(body: String, kind: ServiceFailure.Kind) {
    #expect(throws: ServiceFailure.self) { try Batch(decoding: bytes(body)) }
    do {
      _ = try Batch(decoding: bytes(body))
    } catch {
      #expect(error.kind == kind)
    }
  }
}

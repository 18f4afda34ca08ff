import Batches
import Testing

@Suite struct DialectTests {
  @Test func namesAreUnique() {
    #expect(Set(Dialect.all.map(\.name)).count == Dialect.all.count)
    for dialect in Dialect.all { #expect(Dialect(named: dialect.name) == dialect) }
    #expect(Dialect(named: "") == nil && Dialect(named: "nobody") == nil)
  }

  @Test(arguments: Dialect.all) func hasAKeyAndAPath(dialect: Dialect) {
    #expect(!dialect.server.keys.isEmpty && !dialect.server.path.isEmpty)
    #expect(dialect.list.path.contains("{account}") == (dialect.server.accountVariable != nil))
    if let address = dialect.server.address {
      #expect(address.hasSuffix(dialect.server.path.joined(separator: "/")))
    }
  }

  private func batch(_ fields: String, _ dialect: Dialect) throws -> Batch {
    try Batch(decoding: bytes(#"{"id":"b",\#(fields)}"#), dialect: dialect)
  }

  @Test(
    arguments: [
      (#""processing":0,"succeeded":3"#, "null", .completed),
      (#""processing":0,"succeeded":2,"errored":1"#, "null", .completed),
      (#""processing":0,"errored":3"#, "null", .failed), (#""expired":3"#, "null", .expired),
      (#""errored":1,"expired":2"#, "null", .expired),
      (#""succeeded":1,"expired":2"#, "null", .completed),
      (#""succeeded":1,"canceled":2"#, "null", .cancelled),
      (#""succeeded":3,"canceled":0"#, "5", .cancelled),
    ] as [(String, String, BatchStatus.Meaning)])
  func anthropicsEndFollowsFromTheCounts(
    counts: String, cancelled: String, meaning: BatchStatus.Meaning
  ) throws {
    let batch = try batch(
      #""processing_status":"ended","request_counts":{\#(counts)},"cancel_initiated_at":"#
        + cancelled, .anthropic)
    #expect(batch.status.text == "ended" && batch.status.meaning == meaning)
    #expect(batch.counts?.total == 3)
  }

  @Test func anthropicTellsNoProgress() throws {
    let counts = #""request_counts":{"processing":7,"succeeded":0,"errored":0}"#
    let running = try batch(#""processing_status":"in_progress",\#(counts)"#, .anthropic)
    #expect(running.counts == RequestCounts(total: 7))
  }

  @Test func deletedResultsAreNotMissing() throws {
    let fields = #""processing_status":"ended","results_url":null"#
    #expect(try batch(fields, .anthropic).namesFiles)
    #expect(try !batch(fields + #","archived_at":"2026-11-21T10:20:00Z""#, .anthropic).namesFiles)
  }

  @Test(
    arguments: [
      (#""num_requests":0"#, #""x":1"#, "validating"),
      (#""num_requests":4,"num_pending":1,"num_success":3"#, #""x":1"#, "in_progress"),
      (#""num_requests":"4","num_pending":"0","num_success":"4""#, #""x":1"#, "completed"),
      (#""num_requests":4,"num_pending":1"#, #""cancel_time":"2026-11-20""#, "cancelling"),
      (#""num_requests":4,"num_pending":0"#, #""cancel_time":"2026-11-20""#, "cancelled"),
      (
        #""num_requests":0"#,
        #""cancel_time":"2026-11-20","cancel_by_xai_message":"no JSONL""#, "failed"
      ),
    ])
  func xaisStatusIsDerived(state: String, fields: String, status: String) throws {
    let batch = try batch(#""state":{\#(state)},\#(fields)"#, .xai)
    #expect(batch.status == BatchStatus(status))
  }

  @Test func xaiNamesNoOutputThatCouldBeMissing() throws {
    let fields = #""input_file_id":"f","state":{"num_requests":4,"num_success":4,"num_pending":0}"#
    #expect(try !batch(fields, .xai).namesFiles)
  }

  @Test func aStatusObjectOfFireworksIsAnErrorOrNothing() throws {
    let fine = try batch(
      #""name":"a/b","state":"JOB_STATE_RUNNING","status":{"code":"OK","message":""}"#, .fireworks)
    #expect(fine.id == "a/b" && fine.status.meaning == .running && fine.errors.isEmpty)
    let bad = try batch(
      #""name":"a/b","state":"JOB_STATE_FAILED","status":{"code":"X","message":"m"}"#, .fireworks)
    #expect(bad.errors == [BatchError(message: "m", code: "X")])
    let written = try #require(JSONValue(parsing: BatchJSON(bad).json()))
    guard case .object(let members) = written else { return }
    #expect(members.contains(JSONMember("status", .string("JOB_STATE_FAILED"))))
  }

  @Test(
    arguments: [
      ("FAILED", .failed), ("CANCELLED", .cancelled), ("EXPIRED", .expired),
      ("TIMEOUT_EXCEEDED", .expired), ("SUCCESS", .completed), ("COMPLETED", .completed),
      ("RUNNING", nil),
    ] as [(String, TimestampField?)])
  func anyEndStandsUnderCompletedAt(status: String, moment: TimestampField?) throws {
    for dialect in [Dialect.mistral, .together] {
      let batch = try batch(#""status":"\#(status)","created_at":5,"completed_at":9"#, dialect)
      var times: [TimestampField: Int] = [.created: 5]
      if let moment { times[moment] = 9 }
      #expect(batch.times == Timestamps(times))
    }
  }

  @Test func anEmptyPageMayHaveNoList() throws {
    for dialect in [Dialect.gemini, .cohere, .fireworks, .mistral] {
      #expect(try BatchPage(decoding: bytes("{}"), dialect: dialect).batches.isEmpty)
    }
    #expect(pageFailure("{}")?.kind == .notTheAPI)
    #expect(throws: ServiceFailure.self) {
      try BatchPage(decoding: bytes(#"{"error":{"message":"no"}}"#), dialect: .gemini)
    }
  }

  @Test func termsBelongToTheBatch() throws {
    #expect(try batch(#""a":1"#, .azure).terms.deadline == .target)
    #expect(try batch(#""a":1"#, .xai).terms.deadline == .unclear)
    #expect(try batch(#""a":1"#, .anthropic).terms.keptFromCreation)
    #expect(try batch(#""a":1"#, .openai).terms == BatchTerms())
  }
}

@Suite struct PageLocatorTests {
  private func ids(_ range: Range<Int>) -> [BatchID] { range.map { BatchID("r\($0)") } }

  @Test func pagesFollowTheirLastRow() {
    var locator = PageLocator()
    #expect(
      locator.location(after: nil, limit: 5) == PageLocator.Location(page: .head, limit: 5))
    #expect(locator.location(after: "r4", limit: 5) == nil)
    let head = PageLocator.Location(page: .head, limit: 5)
    let next = PageLocator.Location(page: .token("t"), limit: 5)
    locator.note(ids(0..<5), on: head)
    locator.note(next, behind: "r4")
    #expect(locator.location(after: "r4", limit: 9) == next)
    // Behind a row inside a page, that page is read again and cut.
    #expect(
      locator.location(after: "r2", limit: 9)
        == PageLocator.Location(page: .head, limit: 5, through: "r2"))
  }

  @Test func aRowMovesToALaterPage() {
    var locator = PageLocator()
    let head = PageLocator.Location(page: .head, limit: 2)
    let second = PageLocator.Location(page: .number(1, rowsBefore: 2), limit: 2)
    locator.note(ids(0..<2), on: head)
    locator.note(second, behind: "r1")
    locator.note(ids(1..<3), on: second)
    locator.note(nil, behind: "r2")
    #expect(locator.location(after: "r1", limit: 2) == second)
    #expect(locator.location(after: "r2", limit: 2)?.through == "r2")
    #expect(locator.location(after: "r0", limit: 2)?.page == .head)
  }

  @Test func rowsAreCutWithWhatWasSkippedBeforeThem() {
    var page = BatchPage(
      batches: ["a", "b", "c"].map { Batch(id: $0) }, skippedBehind: [0: 1, 2: 3, 3: 4])
    page.removeRows(through: "b")
    #expect(page == BatchPage(batches: [Batch(id: "c")], skippedBehind: [0: 3, 1: 4]))
    page.removeRows(through: "x")
    #expect(page.batches.count == 1)
  }
}

import Batches
import Testing

@testable import BatchHistory

/// A batch comes out as it went in.
@Suite struct RowTests {
  static let objects = [
    #"{"id":"a"}"#,
    #"{"id":"a","status":"completed","created_at":1,"request_counts":{"total":3,"completed":1,"failed":2}}"#,
    #"{"id":"é\u0000\n\u001b[1m","status":"CANCELED","metadata":{"name":"批","n":1,"deep":{"a":[null,true]}}}"#,
    #"{"id":"a","errors":{"object":"list","data":[{"code":"c","message":"m","line":3}]}}"#,
    #"{"id":"a","errors":["one",{"nested":{"deep":[1]}}]}"#,
    #"{"id":"a","status":7,"endpoint":["x"],"file_name":{"a":1},"unknown":{"kept":[1,null,"x"]}}"#,
    #"{"id":"a","created_at":"yesterday","completed_at":true,"expires_at":"2025-06-04T07:52:46Z"}"#,
    #"{"id":"a","progress":40,"job_deadline":"2026-06-04T07:52:46Z"}"#,
    #"{"id":"a","request_counts":{"total":"12","completed":3.0,"processing":5}}"#,
    #"{"id":"a","model":"m","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}"#,
  ]

  @Test(arguments: objects)
  func comesOutAsItWentIn(_ object: String) throws {
    for dialect in Dialect.all {
      let page = try BatchPage(
        decoding: Array(#"{"object":"list","data":[\#(object)]}"#.utf8), dialect: dialect)
      let history = TemporaryHistory()
      let store = SQLiteHistory(history.file, .writing, terms: dialect.terms)
      var reading = store.begin(.head, at: 1)
      try store.record(page.batches, in: &reading, at: 1)
      var rows: [HistoryRow] = []
      try store.read(.all) { rows += $0 }
      let (before, after) = (page.batches[0], try #require(rows.first?.batch))
      // A time that could not be read is kept as it was sent, but written as null.
      // A status that is none in the dialect is no status in the common one either.
      if !dialect.row.fields.contains(where: { $0.name == "status" }) {
        #expect(BatchJSON(after).json() == BatchJSON(before).json(), "\(dialect.name)")
      }
      #expect(after.status == before.status && after.times == before.times, "\(dialect.name)")
      #expect(after.counts == before.counts && after.terms == before.terms, "\(dialect.name)")
      #expect(after.namesFiles == before.namesFiles && after.name == before.name, "\(dialect.name)")
      // The same again is no change.
      try store.record(page.batches, in: &reading, at: 2)
      #expect(try store.changes(since: 0) == [], "\(dialect.name)")
    }
  }

  static let runs: [(places: [Int?], floor: Int?, members: String)] = [
    ([], nil, ""), ([1, 2, 3], nil, "111"), ([1, 2, 3], 1, "011"), ([3, 2, 1], nil, "001"),
    ([9, 1, 2, 3], nil, "0111"), ([1, nil, 2], nil, "101"), ([nil, nil], nil, "00"),
    ([2, 1, 4, 3, 5], nil, "01011"), ([5, 5], nil, "01"),
  ]

  @Test(arguments: runs)
  func findsALongestIncreasingRun(_ run: (places: [Int?], floor: Int?, members: String)) {
    let members = IncreasingRun.members(of: run.places, above: run.floor)
    #expect(members.map { $0 ? "1" : "0" }.joined() == run.members)
  }
}

import Batches
import Testing

@Suite struct CountTests {
  private static let some = RequestCounts(total: 10, completed: 8, failed: 1)

  @Test(
    arguments: [
      (#""request_counts":{"total":10,"completed":8,"failed":1}"#, some),
      (#""request_counts":{"total":"10","completed":"8.0","failed":1.9}"#, some),
      (#""request_counts":{"total":10,"succeeded":8,"errored":1}"#, some),
      (#""request_counts":{"total":10,"success":8,"failure":1}"#, some),
      (#""request_counts":{"total_count":10,"success_count":8,"failed_count":1}"#, some),
      (#""total":10,"completed":8,"failed":1"#, some),
      (#""request_counts":null,"total":"10","completed":8,"failed":1"#, some),
      (#""request_counts":{},"total":10,"completed":8,"failed":1"#, some),
      (#""request_counts":{"total":10,"completed":8,"failed":1},"total":99"#, some),
      (#""request_counts":"n/a","total":10,"completed":8,"failed":1"#, some),
      (#""request_counts":{"total":"n/a"},"total":10,"completed":8,"failed":1"#, some),
      (#""request_counts":{"processing":1,"succeeded":8,"errored":1,"expired":0}"#, some),
      (
        #""request_counts":{"success":1,"total":1,"total":10,"completed":8,"error":7,"failed":1}"#,
        some
      ),
      // Long names, in an object and beside the fields.
      (#""total_requests":10,"completed_requests":8,"failed_requests":1"#, some),
      (#""num_records":10,"num_successful_records":8,"num_failed_records":1"#, some),
      (
        #""jobProgress":{"totalInputRequests":10,"successfullyProcessedRequests":8,"failedRequests":1}"#,
        some
      ),
      (
        #""batchStats":{"requestCount":"10","successfulRequestCount":"8","failedRequestCount":"1"}"#,
        some
      ),
      (#""state":{"num_requests":10,"num_success":8,"num_error":1,"num_pending":1}"#, some),
      (#""stats":{"total":10,"processed":9,"errors":1}"#, some),
      // The number that is not 0, and completed ones that are the sum of good and bad.
      (
        #""request_counts":{"total":10,"completed":0,"failed":0,"succeeded":8,"errored":1}"#, some
      ),
      (#""request_counts":{"total":0,"total_requests":10,"completed":8,"failed":1}"#, some),
      (
        #""total_requests":10,"completed_requests":9,"succeeded_requests":8,"failed_requests":1"#,
        some
      ),
      (
        #""request_counts":{"processing":0,"succeeded":4,"errored":1,"canceled":2,"expired":3}"#,
        RequestCounts(total: 10, completed: 4, failed: 1)
      ),
      // Words alone, which are counts where they stand together.
      (#""total":10,"succeeded":8,"failed":1"#, some), (#""total":10,"success":8,"error":1"#, some),
      (#""total_requests":10,"succeeded":8,"failed":1"#, some),
      (#""total":10,"successful":"8","errored":1"#, some),
      (#""total":10,"processed":9,"errors":1"#, some),
      (#""succeeded":8,"failed":1,"pending":1"#, some),
      (#""succeeded":8,"failed":1"#, RequestCounts(completed: 8, failed: 1)),
      (#""success":1,"error":null"#, nil), (#""status":"x","success":true,"failed":false"#, nil),
      (#""succeeded":8"#, nil), (#""running":3,"errors":1"#, nil), (#""errors":1"#, nil),
      // Not counts of requests.
      (#""total_tokens":10,"error":1,"state":2,"retry_count":3,"completed_at":4"#, nil),
      (#""total_requests":null"#, nil),
      // A share alone.
      (#""progress":62.5"#, RequestCounts(percent: 62.5)),
      (#""percent_complete":"40%""#, RequestCounts(percent: 40)),
      (#""completionPercentage":"7.5""#, RequestCounts(percent: 7.5)),
      (#""jobProgress":{"percent":30}"#, RequestCounts(percent: 30)),
      (#""progress_fraction":0.25"#, RequestCounts(percent: 25)),
      (#""progress":62.5,"total_requests":10,"completed_requests":8,"failed_requests":1"#, some),
      (#""progress":"9/10""#, RequestCounts(percent: 90)),
      (#""progress":"3 / 4""#, RequestCounts(percent: 75)),
      (#""progress":0.5"#, RequestCounts(percent: 50)),
      (#""progress":1.0"#, RequestCounts(percent: 100)),
      (#""progress":1"#, RequestCounts(percent: 1)),
      (#""progress":"0.5%""#, RequestCounts(percent: 0.5)),
      (#""progress_pct":45"#, RequestCounts(percent: 45)),
      (#""progressPct":0.5"#, RequestCounts(percent: 0.5)),
      (#""percent":12.5"#, RequestCounts(percent: 12.5)),
      (#""progress":"9/0""#, nil), (#""progress":"9/x""#, nil), (#""progress":"/10""#, nil),
      (#""progress":"soon""#, nil), (#""progress":-1"#, nil), (#""progress":true"#, nil),
      (#""request_counts":{"total":10}"#, RequestCounts(total: 10)),
      (
        #""request_counts":{"total":0,"completed":0,"failed":0}"#,
        RequestCounts(total: 0, completed: 0, failed: 0)
      ),
      (
        #""request_counts":{"total":5,"completed":7,"failed":-2}"#,
        RequestCounts(total: 5, completed: 7)
      ),
      (#""request_counts":{"total":-1,"completed":-1,"failed":-1}"#, nil),
      (
        #""request_counts":{"completed":8,"failed":1,"processing":-3}"#,
        RequestCounts(completed: 8, failed: 1)
      ),
      (#""request_counts":null"#, nil), (#""request_counts":{}"#, nil),
      (#""request_counts":"""#, nil), (#""request_counts":[]"#, nil),
      (#""request_counts":{"total":null,"completed":null}"#, nil),
      (#""request_counts":{"total":"many"}"#, nil), (#""request_counts":5"#, nil),
      (#""request_counts":{"total":1e300}"#, nil),
      (#""request_counts":{"total":9007199254740993}"#, nil),
    ] as [(String, RequestCounts?)])
  func reads(fields: String, counts: RequestCounts?) throws {
    #expect(try decodeBatch(fields).counts == counts)
  }

  @Test(arguments: [
    (
      #""request_counts":{"total":10,"processing":3,"note":"x"}"#,
      #"{"request_counts":{"processing":3,"note":"x"}}"#
    ),
    (#""request_counts":{"total":"many","completed":1}"#, #"{"request_counts":{"total":"many"}}"#),
    (#""request_counts":{"failed":-2,"completed":1}"#, #"{"request_counts":{"failed":-2}}"#),
    (#""request_counts":[1,2]"#, #"{"request_counts":[1,2]}"#),
    (
      #""request_counts":{"success":7,"completed":8,"x":1,"x":2}"#,
      #"{"request_counts":{"success":7,"x":2}}"#
    ),
    (#""total":1,"completed":1,"failed":0,"model":"m""#, #"{"model":"m"}"#),
    (#""total":"all""#, #"{"total":"all"}"#),
  ])
  func keepsTheRest(fields: String, extras: String) throws {
    #expect(JSONValue.object(try decodeBatch(fields).extras) == (try json(extras)))
  }

  @Test func aNumberOfErrorsIsNoError() throws {
    let batch = try decodeBatch(#""total":10,"success":8,"error":1"#)
    #expect(batch.errors.isEmpty && batch.furtherFields.isEmpty)
    #expect(try decodeBatch(#""error":1"#).errors == [BatchError(message: "1")])
    #expect(
      try decodeBatch(#""total":9,"failed":1,"error":"bad""#).errors.map(\.message) == ["bad"])
  }

  @Test(
    arguments: [
      (["1", "0.4"], [100, 40]), (["0.4", "1"], [40, 100]), (["1", "45"], [1, 45]),
      (["0.5", "45", "1.0"], [0.5, 45, 1]), (["1", "1"], [1, 1]), (["1", "\"0.5%\""], [1, 0.5]),
      (["1", "\"3/4\""], [1, 75]), (["0", "0.25"], [0, 25]), (["1.0", "0.5"], [100, 50]),
    ] as [([String], [Double])])
  func thePageTellsWhatProgressMeans(values: [String], percents: [Double]) throws {
    let rows = values.enumerated().map {
      #"{"id":"b\#($0)","status":"running","progress":\#($1)}"#
    }
    let page = try BatchPage(decoding: bytes(#"{"data":[\#(rows.joined(separator: ","))]}"#))
    #expect(page.batches.map { $0.counts?.percent } == percents)
  }

  @Test func nothingCompletesAtOnePercent() throws {
    #expect(try decodeBatch(#""status":"completed","progress":1"#).counts?.percent == 100)
    #expect(try decodeBatch(#""status":"running","progress":1"#).counts?.percent == 1)
  }

  @Test(
    arguments: [
      (RequestCounts(total: 0, completed: 0, failed: 0), nil),
      (RequestCounts(total: -1, completed: 0), nil),
      (RequestCounts(total: 4), nil),
      (RequestCounts(percent: 62.5), 0.625), (RequestCounts(percent: 250), 1),
      (RequestCounts(total: 4, completed: 1, percent: 99), 0.25),
      (RequestCounts(total: 0, completed: 0, percent: 99), 0.99),
      (RequestCounts(completed: 4), nil),
      (RequestCounts(total: 4, completed: 1, failed: 1), 0.5),
      (RequestCounts(total: 4, completed: 4, failed: 4), 1),
      (RequestCounts(total: 4, completed: -4), 0),
      (RequestCounts(total: 1, completed: .max, failed: .max), 1),
    ] as [(RequestCounts, Double?)])
  func clampsTheFraction(counts: RequestCounts, fraction: Double?) {
    #expect(counts.fraction == fraction)
  }
}

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
      (#""request_counts":{"total":10}"#, RequestCounts(total: 10)),
      (
        #""request_counts":{"total":0,"completed":0,"failed":0}"#,
        RequestCounts(total: 0, completed: 0, failed: 0)
      ),
      (
        #""request_counts":{"total":5,"completed":7,"failed":-2}"#,
        RequestCounts(total: 5, completed: 7, failed: -2)
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

  @Test(
    arguments: [
      (RequestCounts(total: 0, completed: 0, failed: 0), nil),
      (RequestCounts(total: -1, completed: 0), nil),
      (RequestCounts(total: 4), nil),
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

import Testing

@testable import BatchClient

@Suite struct TraceHeaderTests {
  @Test(
    arguments: [
      (["Date", "request-id"], "request-id"),
      (["apim-request-id", "x-ms-region"], "apim-request-id"),
      (["CF-RAY", "X-Request-Id"], "x-request-id"), (["CF-RAY", "Server"], "cf-ray"),
      (["x-amzn-RequestId"], "x-amzn-requestid"), (["x-tt-logid"], "x-tt-logid"),
      (["x-request-id", "x-b3-traceid", "my-trace-id"], "my-trace-id"),
      (["X-Cloud-Trace-Context"], "x-cloud-trace-context"),
      (["X-Amz-Cf-Id", "Via"], "x-amz-cf-id"), (["x-azure-ref"], "x-azure-ref"),
      (["X-Amz-Cf-Id", "x-cloud-trace-context"], "x-cloud-trace-context"),
      (["eagleid", "x-transaction-id"], "x-transaction-id"),
      (["access-control-request-id", "Date"], nil), ([], nil),
    ] as [([String], String?)])
  func isFoundUnderAnyName(names: [String], best: String?) {
    #expect(TraceHeader.best(of: names) == best)
  }
}

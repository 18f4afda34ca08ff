import BatchClient
import Batches
import Testing

@Suite struct RequestRecordTests {
  @Test func everyTryIsReportedWithoutTheKey() async throws {
    let records = Locked<[RequestRecord]>([])
    let page = Reply.pageText(["b"])
    let refusal = #"{"message":"key \#(testKey)"}"#
    let script: ScriptedServer.Script = { _, index in
      switch index {
      case 0: [Reply.json(page, headers: ["x-request-id: trace-\(testKey)"])]
      case 1: [Reply.json(refusal, status: "401 x")]
      default: [.close]
      }
    }
    try await withServer(script) { server in
      let client = try makeClient("\(server.url)?secret=1") { configuration in
        configuration.onRequest = { record in records.withLock { $0.append(record) } }
      }
      _ = try await client.page(PageRequest(after: BatchID(testKey), limit: 7))
      _ = await client.failureOfPage()
      _ = await client.failureOfPage()
    }
    let all = records.withLock { $0 }
    #expect(
      all.map(\.target) == ["/v1/batches?limit=7&after=***", "/v1/batches", "/v1/batches"])
    #expect(all.map(\.status) == [200, 401, nil])
    #expect(
      all.map(\.bytes) == [page.utf8.count, refusal.utf8.count, nil])
    #expect(all.map(\.traceID) == ["trace-***", nil, nil])
    #expect(all.map(\.failure?.kind) == [nil, .keyRefused, .connection])
    #expect(all.allSatisfy { $0.duration > .zero && !"\($0)".contains("0123456789") })
  }
}

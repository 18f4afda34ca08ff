import BatchClient
import Batches
import Testing

/// A server that echoes the key wherever it can.
@Suite struct KeyEchoTests {
  private static let jsonKey = "sk-0123456789abcdefghijKLMNOP\\/+=&%"

  @Test func inAPage() async throws {
    let page = #"""
      {"data":[{"id":"b-KEY","object":"KEY","status":"KEY","endpoint":"KEY","input_file_id":"KEY",
      "output_file_id":"https:\/\/evil\/?k=KEY","error_file_id":"KEY","completion_window":"KEY",
      "file_name":"KEY","errors":[{"code":"KEY","message":"bad KEY","param":"KEY"}],
      "metadata":{"name":"KEY","KEY":["KEY",{"KEY":"\u0073k-0123456789abcdefghijKLMNOP/+=&%"}]},
      "extra":"KEY","KEY":1}],"has_more":false,"error":"KEY"}
      """#
    let body = page.split(separator: "KEY", omittingEmptySubsequences: false)
      .joined(separator: Self.jsonKey)
    try await withServer(answering: [Reply.json(body)]) { server in
      let answer = try await makeClient(server.url).page(PageRequest())
      var text = ""
      dump(answer, to: &text)
      #expect(!text.contains("0123456789abcdefghij"))
      #expect(answer.batches.first?.id == "b-***")
      #expect(answer.batches.first?.outputFileID == "https://evil/?k=***")
    }
  }

  @Test func inOneBatch() async throws {
    try await withServer(answering: [Reply.json(#"{"id":"b","file_name":"\#(Self.jsonKey)"}"#)]) {
      server in
      let batch = try await makeClient(server.url).batch(id: "b")
      #expect(batch.fileName == "***")
    }
  }

  @Test(arguments: [
    "401 x", "403 x", "400 x", "500 x", "200 OK",
  ])
  func inAFailure(status: String) async throws {
    let long = String(repeating: "x", count: 280)
    for body in [
      #""Invalid token \#(Self.jsonKey)""#,
      #"{"error":{"message":"\#(Self.jsonKey)","code":"\#(Self.jsonKey)"}}"#,
      "<html><title>\(testKey)</title></html>", "plain \(testKey)",
      #"{"message":"\#(long) \#(Self.jsonKey)"}"#, "plain \(long) \(testKey)",
    ] {
      let answer = Reply.json(body, status: status, headers: ["x-request-id: \(testKey)"])
      try await withServer(answering: [answer]) { server in
        let failure = try await makeClient(server.url).failureOfPage()
        #expect(failure != nil)
        #expect(!"\(failure as Any)".contains("0123456789"), "\(failure as Any)")
      }
    }
  }

  @Test func inARedirect() async throws {
    for place in ["https://\(testKey.prefix(12)).test/", "https://e.test/\(testKey)", testKey] {
      let answer = Reply.http("302 x", ["location: \(place)"], body: [])
      try await withServer(answering: [answer]) { server in
        let failure = try await makeClient(server.url).failureOfPage()
        #expect(failure?.kind == .redirectRefused)
        #expect(!"\(failure as Any)".contains("01234567"), "\(failure as Any)")
      }
    }
  }

  @Test func inANameOfACompression() async throws {
    let answer = Reply.http("200 OK", ["content-encoding: \(testKey)"], body: Array("zz".utf8))
    try await withServer(answering: [answer]) { server in
      let failure = try await makeClient(server.url).failureOfPage()
      #expect(failure != nil)
      #expect(!"\(failure as Any)".contains("0123456"), "\(failure as Any)")
    }
  }
}

import BatchClient
import Batches
import Testing

@Suite(.timeLimit(.minutes(1))) struct FileServiceTests {
  private static let record = #"{"id":"file-1","bytes":12,"line_count":3}"#

  @Test func oneFile() async throws {
    try await withServer(answering: [Reply.json(Self.record)]) { server in
      let file = try await makeClient(server.url).file("file-1")
      #expect(file == FileRecord(id: "file-1", bytes: 12, lineCount: 3))
      #expect(server.requests.map(\.target) == ["/v1/files/file-1"])
    }
  }

  @Test func theListOfFiles() async throws {
    let body = #"{"code":20000,"message":"Ok","status":true,"data":{"data":[\#(Self.record),{}]}}"#
    try await withServer(answering: [Reply.json(body)]) { server in
      let client = try makeClient(server.url)
      let page = try await client.files(purpose: "batch", after: "file 0")
      #expect(page.files.map(\.id) == ["file-1"])
      #expect(page.skipped == 1)
      _ = try await client.files(purpose: nil, after: nil)
      #expect(
        server.requests.map(\.target) == ["/v1/files?purpose=batch&after=file%200", "/v1/files"])
    }
  }

  @Test func theKeyIsRemovedFromFiles() async throws {
    let body = #"{"id":"file-1","filename":"x \#(testKey) y"}"#
    try await withServer(answering: [Reply.json(body)]) { server in
      let client = try makeClient(server.url)
      #expect(try await client.file("file-1").name == "x *** y")
    }
  }

  @Test(arguments: [
    (Dialect.siliconflow, "/v1/files/f%2F1/content"),
    (.gemini, "/v1/files/1:download?alt=media"),
    (.mistral, "/v1/files/f%2F1/content"),
  ])
  func pathsOfContents(dialect: Dialect, target: String) async throws {
    try await withServer(answering: [Contents.head(length: 0)]) { server in
      let client = try makeClient(server.url) { $0.dialect = dialect }
      _ = try await client.bytes("f/1")
      #expect(server.requests.map(\.target) == [target])
    }
  }

  @Test func resultsBelowABatch() async throws {
    try await withServer(answering: [Contents.head(length: 0)]) { server in
      let client = try makeClient(server.url) { $0.dialect = .anthropic }
      let content = try await client.content(ContentRequest(.results(of: "b/1")))
      #expect(await content.collect().bytes.isEmpty)
      #expect(server.requests.map(\.target) == ["/v1/messages/batches/b%2F1/results"])
      #expect(server.requests.first?.header("authorization") == "Bearer \(testKey)")
    }
  }
}

extension HTTPBatchService {
  func failureOfFile(_ id: FileID = "file-1") async -> ServiceFailure? {
    await failure { () async throws(ServiceFailure) in try await file(id) }
  }
}

import BatchClient
import Batches
import Testing

/// Tasks that run where the transfers do.
@Suite(.timeLimit(.minutes(1))) struct ExecutorTests {
  private static let endless: ScriptedServer.Script = { request, index in
    [Reply.page("b\(index)", hasMore: true)]
  }

  @Test func requestsFollowOneAnother() async throws {
    try await withServer(Self.endless) { server in
      let client = try makeClient(server.url)
      let walk = Task(executorPreference: client.executor) {
        var ids: [String] = []
        for _ in 0..<20 { ids += try await client.page(PageRequest()).batches.map(\.id) }
        return ids
      }
      #expect(try await walk.value == (0..<20).map { "b\($0)" })
    }
  }

  @Test func twoWalksTakeTurns() async throws {
    try await withServer(Self.endless) { server in
      let client = try makeClient(server.url)
      let walks = (0..<2).map { _ in
        Task(executorPreference: client.executor) {
          for _ in 0..<10 { _ = try await client.page(PageRequest()) }
        }
      }
      for walk in walks { try await walk.value }
      #expect(server.requests.count == 20)
    }
  }

  @Test func aCancelledTaskEndsItsRequest() async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let silent: ScriptedServer.Script = { _, _ in
      arrival.yield()
      return []
    }
    try await withServer(silent) { server in
      let client = try makeClient(server.url)
      let task = Task(executorPreference: client.executor) { await client.failureOfPage() }
      for await _ in arrivals { break }
      task.cancel()
      #expect(await task.value?.kind == .cancelled)
    }
  }

  /// The thread ends while it runs the task that held its owner.
  @Test func theLastToHoldTheClientMayBeATaskOnItsThread() async throws {
    try await withServer(Self.endless) { server in
      let url = server.url
      func start() throws -> Task<Int, any Error> {
        let client = try makeClient(url)
        return Task(executorPreference: client.executor) {
          try await client.page(PageRequest()).batches.count
        }
      }
      let rows = try await start().value
      #expect(rows == 1)
    }
  }

  /// Bodies that take long to parse are parsed elsewhere, and still arrive.
  @Test func aLargeBodyArrivesWhole() async throws {
    let ids = (0..<10_000).map { "batch-with-a-longer-name-\($0)" }
    let large: ScriptedServer.Script = { _, _ in [Reply.json(Reply.pageText(ids))] }
    try await withServer(large) { server in
      let client = try makeClient(server.url)
      let task = Task(executorPreference: client.executor) {
        try await client.page(PageRequest()).batches.map(\.id)
      }
      #expect(try await task.value == ids)
    }
  }
}

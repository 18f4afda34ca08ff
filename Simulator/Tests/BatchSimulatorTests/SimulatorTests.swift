import Batches
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@testable import BatchSimulator

/// What can only be tested over real sockets. There is a time limit, since a missing response would
/// block forever.
@Suite(.timeLimit(.minutes(1))) struct SimulatorTests {
  static let now = 1_749_049_200

  static func options(_ faults: FaultRule...) -> SimulatorOptions {
    var options = SimulatorOptions()
    options.now = now
    options.faults = faults
    return options
  }

  static func page(_ url: String) async throws -> WirePage {
    try WirePage(try await HTTPAnswer(url).body)
  }

  @Test func pagingOverTheWireReachesEveryBatchOnce() async throws {
    let ids = try await withSimulator(Self.options()) { simulator in
      var ids: [String] = []
      var url = "\(simulator.baseURL)/batches?limit=100"
      while ids.count <= 250 {
        let page = try await Self.page(url)
        ids += page.ids
        guard page.hasMore == true, let last = page.lastId else { break }
        url = "\(simulator.baseURL)/batches?limit=100&after=\(last)"
      }
      return ids
    }
    let fleet = Fleet(count: 250, seed: 1, start: Self.now)
    #expect(ids == (0..<250).reversed().map { fleet.id(of: $0) })
  }

  /// A regression would crash the process, or leave a connection open.
  @Test func endsWhileAClientConnects() async throws {
    for _ in 0..<100 {
      let connecting = try await withSimulator(Self.options()) { simulator in
        ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
          .connect(host: "127.0.0.1", port: simulator.port)
      }
      // The server has already closed it.
      if let channel = try? await connecting.get() { try await channel.closeFuture.get() }
    }
  }

  @Test func answersAreJSONWithATraceID() async throws {
    try await withSimulator(Self.options()) { simulator in
      let first = try await HTTPAnswer("\(simulator.baseURL)/batches").head
      let second = try await HTTPAnswer("\(simulator.baseURL)/nix").head
      #expect(first.headers.first(name: "content-type")?.hasPrefix("application/json") == true)
      let traces = [first, second].compactMap { $0.headers.first(name: "x-siliconcloud-trace-id") }
      #expect(Set(traces).count == 2)
      #expect(second.status == .notFound)
    }
  }

  @Test func bodiesArePlainUnlessCompressionIsAskedFor() async throws {
    try await withSimulator(Self.options()) { simulator in
      let page = try await HTTPAnswer("\(simulator.baseURL)/batches?limit=100")
      #expect(page.head.headers.first(name: "content-encoding") == nil)
      #expect(try WirePage(page.body).data.count == 100)
    }
  }

  @Test func bodiesAreCompressedWhereTheClientAcceptsIt() async throws {
    var options = Self.options()
    options.compresses = true
    try await withSimulator(options) { simulator in
      // Decompression leaves no trace except for the header.
      let page = try await HTTPAnswer("\(simulator.baseURL)/batches?limit=100")
      let encoding = try #require(page.head.headers.first(name: "content-encoding"))
      #expect(["gzip", "deflate"].contains(encoding))
      let length = try #require(page.head.headers.first(name: "content-length").flatMap { Int($0) })
      #expect(length < page.body.count / 3)
      #expect(try WirePage(page.body).data.count == 100)
    }
  }

  @Test func keyIsReadFromItsHeader() async throws {
    var options = Self.options()
    options.keyRule = .any
    try await withSimulator(options) { simulator in
      let url = "\(simulator.baseURL)/batches"
      #expect(try await HTTPAnswer(url, key: "demo").head.status == .ok)
      let refused = try await HTTPAnswer(url)
      #expect(refused.head.status == .unauthorized)
      #expect(String(decoding: refused.body, as: UTF8.self) == "\"Invalid token\"")
    }
  }

  @Test func clockRunsAtTheGivenSpeed() async throws {
    let elapsed = NIOLockedValueBox(0.0)
    let clock = SimulatorClock(start: Self.now, speed: 60) { elapsed.withLockedValue { $0 } }
    try await withSimulator(Self.options(), clock: clock) { simulator in
      let before = try await Self.page("\(simulator.baseURL)/batches").ids
      elapsed.withLockedValue { $0 = 10 }
      let after = try await Self.page("\(simulator.baseURL)/batches").ids
      let fleet = Fleet(count: 250, seed: 1, start: Self.now)
      let arrived = fleet.count(at: Self.now + 600) - 250
      #expect((1...15).contains(arrived))
      #expect(after.dropFirst(arrived) == before.dropLast(arrived))
    }
  }

  @Test func everyAnswerWaitsForTheLatency() async throws {
    var options = Self.options()
    options.latency = 0.15
    let waits = NIOLockedValueBox<[Double]>([])
    let sleep = { @Sendable (wait: Double) in waits.withLockedValue { $0.append(wait) } }
    try await withSimulator(options, sleep: sleep) {
      _ = try await HTTPAnswer("\($0.baseURL)/batches")
      _ = try await HTTPAnswer("\($0.baseURL)/nix")
    }
    #expect(waits.withLockedValue { $0 } == [0.15, 0.15])
  }

  @Test func portInUseIsReported() async throws {
    try await withSimulator(Self.options()) { first in
      var options = Self.options()
      options.port = first.port
      await #expect(throws: SimulatorError.portInUse(first.port)) {
        try await withSimulator(options) { _ in }
      }
    }
  }

  @Test func closesItsPortWhenItsScopeEnds() async throws {
    let port = try await withSimulator(Self.options()) { simulator in
      _ = try await HTTPAnswer("\(simulator.baseURL)/batches")
      return simulator.port
    }
    var options = Self.options()
    options.port = port
    #expect(try await withSimulator(options) { $0.port } == port)
  }

  @Test func errorOfTheBodyIsRethrown() async {
    struct Slip: Error {}
    await #expect(throws: Slip.self) {
      try await withSimulator(Self.options()) { _ in throw Slip() }
    }
  }

  @Test(arguments: [Fault.reset, .truncated])
  func connectionBreaks(fault: Fault) async throws {
    try await withSimulator(Self.options(FaultRule(fault))) { simulator in
      await #expect(throws: (any Error).self) {
        _ = try await HTTPAnswer("\(simulator.baseURL)/batches")
      }
    }
  }

  @Test func halfOfTheBodyComesBeforeTheCut() async throws {
    try await withSimulator(Self.options(FaultRule(.truncated))) { simulator in
      let whole = BatchAPITests.list().body.count
      try await HTTPAnswer.reading("\(simulator.baseURL)/batches") { _, parts in
        var received = 0
        await #expect(throws: (any Error).self) {
          while let part = try await parts.next() { received += part.readableBytes }
        }
        #expect(received == whole / 2)
      }
    }
  }

  @Test func dripWaitsASecondAfterEveryByte() async throws {
    let waits = NIOLockedValueBox<[Double]>([])
    let sleep = { @Sendable (wait: Double) in waits.withLockedValue { $0.append(wait) } }
    let options = Self.options(FaultRule(.drip))
    let count = try await withSimulator(options, sleep: sleep) { simulator in
      try await HTTPAnswer("\(simulator.baseURL)/batches?limit=1").body.count
    }
    #expect(waits.withLockedValue { $0 } == Array(repeating: 1, count: count))
  }

  /// The URL of a file, and its bytes as the fleet has them.
  private static func file(_ simulator: Simulator) async -> (url: String, bytes: [UInt8]) {
    let fleet = Fleet(count: 250, seed: 1, start: now)
    let id = fleet.fileNumbering.id(of: .input, ofBatch: 3)
    return (
      "\(simulator.baseURL)/files/\(id)/content",
      await FileTextTests.bytes(fleet.text(of: .input, ofBatch: 3, at: now))
    )
  }

  @Test func filesAreNeverCompressed() async throws {
    var options = Self.options()
    options.compresses = true
    try await withSimulator(options) { simulator in
      let (url, bytes) = await Self.file(simulator)
      let answer = try await HTTPAnswer(url)
      #expect(answer.body == bytes)
      #expect(answer.head.headers.first(name: "content-encoding") == nil)
      #expect(answer.head.headers.first(name: "content-length") == String(bytes.count))
    }
  }

  @Test func aThirdOfAFileComesBeforeTheCut() async throws {
    try await withSimulator(Self.options(FaultRule(.fileCut))) { simulator in
      let (url, bytes) = await Self.file(simulator)
      try await HTTPAnswer.reading(url) { _, parts in
        var received: [UInt8] = []
        await #expect(throws: (any Error).self) {
          while let part = try await parts.next() { received += part.readableBytesView }
        }
        #expect(received == Array(bytes[...(bytes.count / 3)]))
      }
    }
  }

  @Test func aSlowFileWaitsAfterEachPart() async throws {
    let waits = NIOLockedValueBox<[Double]>([])
    let sleep = { @Sendable (wait: Double) in waits.withLockedValue { $0.append(wait) } }
    try await withSimulator(Self.options(FaultRule(.fileSlow)), sleep: sleep) { simulator in
      let (url, bytes) = await Self.file(simulator)
      let body = try await HTTPAnswer(url).body
      #expect(body == bytes)
      #expect(waits.withLockedValue { $0.count } >= bytes.count / (16 << 10))
      #expect(waits.withLockedValue { $0.allSatisfy { $0 == 0.25 } })
    }
  }

  @Test func aRedirectLeadsToAnotherPort() async throws {
    try await withSimulator(Self.options(FaultRule(.fileRedirect))) { simulator in
      let (url, bytes) = await Self.file(simulator)
      let redirect = try await HTTPAnswer(url).head
      #expect(redirect.status == .found)
      let place = try #require(redirect.headers.first(name: "location"))
      #expect(!place.contains(":\(simulator.port)/"))
      #expect(try await HTTPAnswer(place).body == bytes)
      #expect(try await HTTPAnswer(place, key: "demo").head.status == .badRequest)
      // The API itself is as it was.
      #expect(try await HTTPAnswer("\(simulator.baseURL)/batches").head.status == .ok)
    }
  }

  @Test func endlessBodyExceedsAnyLimit() async throws {
    try await withSimulator(Self.options(FaultRule(.endless))) { simulator in
      let received = try await HTTPAnswer.reading("\(simulator.baseURL)/batches") { _, parts in
        var received = 0
        while received <= 40 << 20, let part = try await parts.next() {
          received += part.readableBytes
        }
        return received
      }
      #expect(received > 40 << 20)
    }
  }

  @Test func hangingServerStillEnds() async throws {
    let (hanging, arrived) = AsyncStream<Void>.makeStream()
    let options = Self.options(FaultRule(.hang, requests: 0..<1))
    let (never, keepsOpen) = AsyncStream<Void>.makeStream()
    defer { keepsOpen.finish() }
    let sleep = { @Sendable (_: Double) in
      arrived.yield()
      // Until it is cancelled.
      for await _ in never {}
      try Task.checkCancellation()
    }
    try await withSimulator(options, sleep: sleep) { simulator in
      let url = "\(simulator.baseURL)/batches"
      let waiting = Task { try await HTTPAnswer(url) }
      for await _ in hanging { break }
      // Other requests are still served.
      let meanwhile = try await HTTPAnswer(url).head.status
      #expect(meanwhile == .ok)
      waiting.cancel()
      await #expect(throws: (any Error).self) { _ = try await waiting.value }
    }
  }
}

import BatchClient
import BatchListing
import Batches
import Testing

/// Going on after a cut.
@Suite(.timeLimit(.minutes(1))) struct ResumeTests {
  private static let bytes = Contents.bytes(900_000)

  private static func position(
    _ offset: Int, etag: String? = "\"a\"", size: Int? = bytes.count
  ) -> ContentPosition {
    ContentPosition(offset: offset, version: ContentVersion(etag: etag, size: size))
  }

  @Test func theRestIsAskedForAndComes() async throws {
    let script: ScriptedServer.Script = { request, _ in
      Contents.part(of: Self.bytes, for: request)
    }
    try await withServer(script) { server in
      let content = try await makeClient(server.url).open(resume: Self.position(500_000))
      #expect(content.head.start == 500_000)
      #expect(content.head.size == Self.bytes.count)
      #expect(await content.collect().bytes == Array(Self.bytes[500_000...]))
      let request = try #require(server.requests.first)
      #expect(request.header("range") == "bytes=500000-")
      #expect(request.header("if-range") == "\"a\"")
      #expect(request.header("accept-encoding") == "identity")
    }
  }

  @Test func aWeakETagIsNoCondition() async throws {
    let script: ScriptedServer.Script = { request, _ in
      Contents.part(of: Self.bytes, for: request, etag: "W/\"a\"")
    }
    try await withServer(script) { server in
      let position = Self.position(500_000, etag: "W/\"a\"")
      let content = try await makeClient(server.url).open(resume: position)
      #expect(content.head.start == 500_000)
      #expect(server.requests.first?.header("if-range") == nil)
    }
  }

  /// Answers that are not the rest of the same file, after which the beginning is asked for.
  @Test(arguments: [
    ("another ETag", ["content-range: bytes 500000-899999/900000", "etag: \"b\""]),
    ("another size", ["content-range: bytes 500000-899999/900001"]),
    ("another place", ["content-range: bytes 499999-899999/900000", "etag: \"a\""]),
    ("no place", ["etag: \"a\""]), ("no number", ["content-range: bytes x-899999/900000"]),
    ("a place behind the end", ["content-range: bytes 500000-900000/900000"]),
    ("nothing to compare", ["content-range: bytes 500000-899999/*"]),
  ])
  func anotherPartStartsAgain(name: String, headers: [String]) async throws {
    let script: ScriptedServer.Script = { request, _ in
      guard request.header("range") != nil else {
        return [Contents.head(length: 5), .send(Array("again".utf8))]
      }
      return [Contents.head("206 Partial Content", length: 400_000, headers)]
    }
    try await withServer(script) { server in
      let content = try await makeClient(server.url).open(resume: Self.position(500_000))
      #expect(content.head.start == 0)
      #expect(await content.collect().bytes == Array("again".utf8))
      #expect(server.requests.count == 2)
    }
  }

  @Test func aServerWithoutRangesStartsAgain() async throws {
    let script: ScriptedServer.Script = { _, _ in
      [Contents.head(length: Self.bytes.count), .send(Self.bytes)]
    }
    try await withServer(script) { server in
      let content = try await makeClient(server.url).open(resume: Self.position(500_000))
      #expect(content.head.start == 0)
      #expect(await content.collect().bytes == Self.bytes)
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: [(900_000, true), (800_000, false), (nil, false)])
  func nothingIsLeft(size: Int?, isComplete: Bool) async throws {
    let script: ScriptedServer.Script = { request, _ in
      guard request.header("range") != nil else { return [Contents.head(length: 1), .send([1])] }
      return [
        Contents.head(
          "416 Range Not Satisfiable", length: 0,
          size.map { ["content-range: bytes */\($0)"] } ?? [])
      ]
    }
    try await withServer(script) { server in
      let position = Self.position(900_000, size: nil)
      let content = try await makeClient(server.url).open(resume: position)
      #expect(content.head.start == (isComplete ? 900_000 : 0))
      #expect(await content.collect().bytes == (isComplete ? [] : [1]))
    }
  }

  @Test func aPartThatWasNotAskedForIsNoFile() async throws {
    let head = Contents.head(
      "206 Partial Content", length: 5, ["content-range: bytes 5-9/10"])
    try await withServer(answering: [head, .send([1, 2, 3, 4, 5])]) { server in
      let client = try makeClient(server.url)
      #expect(await client.failureOfContent()?.kind == .notTheAPI)
    }
  }

  // MARK: Reading to the end

  private struct Reading {
    var bytes: [UInt8] = []
    var starts: [ContentTraversal.Start] = []
    var waits = 0
    var failure: ServiceFailure?
    var sizeIsUnknown = false
  }

  private func read(
    _ server: ScriptedServer, _ sizeCheck: ContentReader.SizeCheck = .whereNeeded
  ) async throws -> Reading {
    let reader = ContentReader(
      service: try makeClient(server.url), pacing: Pacing(sleep: { _ in }, jitter: { 0 }))
    var reading = Reading()
    reading.failure = try await reader.read(
      ContentRequest(.file("file-1")), sizeCheck: sizeCheck
    ) { event in
      switch event {
      case .began(_, let start):
        reading.starts.append(start)
        if start == .again { reading.bytes = [] }
      case .bytes(let bytes): reading.bytes += bytes
      case .waiting: reading.waits += 1
      case .sizeUnknown: reading.sizeIsUnknown = true
      }
    }
    return reading
  }

  /// Every cut at a place of its own.
  @Test(arguments: 1...5)
  func cutsLeaveNoTrace(seed: UInt64) async throws {
    let script: ScriptedServer.Script = { request, index in
      var random = SplitMix64(seed: seed &* 1_000 &+ UInt64(index))
      guard let last = Contents.part(of: Self.bytes, for: request).last,
        case .send(let rest) = last, let head = Contents.part(of: Self.bytes, for: request).first
      else { return [.close] }
      // More than what counts as progress, so that it does not give up.
      let count = min(rest.count, Int(random.next() % 200_000) + 70_000)
      return count == rest.count
        ? [head, .send(rest)] : [head, .send(Array(rest[..<count])), .close]
    }
    try await withServer(script) { server in
      let reading = try await read(server)
      #expect(reading.bytes == Self.bytes)
      #expect(reading.failure == nil)
      #expect(reading.starts.dropFirst().allSatisfy { $0 == .resumed })
      #expect(reading.waits == server.requests.count - 1)
      #expect(server.requests.count > 2)
    }
  }

  @Test func withoutRangesItStartsAgainAndGivesUp() async throws {
    let script: ScriptedServer.Script = { _, _ in
      [Contents.head(length: Self.bytes.count), .send(Array(Self.bytes[..<100_000])), .close]
    }
    try await withServer(script) { server in
      let reading = try await read(server)
      #expect(reading.failure?.kind == .connection)
      #expect(reading.bytes.count == 100_000)
      #expect(reading.starts.dropFirst().allSatisfy { $0 == .again })
      // The first cut was progress, the same one again is not.
      #expect(server.requests.count == RetryPolicy.maximumRetries + 1)
    }
  }

  /// A server may send less than was asked for (RFC 9110, 15.3.7).
  private static func parts(of size: Int) -> ScriptedServer.Script {
    { request, index in
      let start = request.header("range").flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
      let end = min(start + size, bytes.count)
      let range = "content-range: bytes \(start)-\(end - 1)/\(bytes.count)"
      return [
        Contents.head("206 Partial Content", length: end - start, [range]),
        .send(Array(bytes[start..<end])),
      ]
    }
  }

  @Test func partsAreReadToTheLast() async throws {
    try await withServer(Self.parts(of: 400_000)) { server in
      let reading = try await read(server)
      #expect(reading.bytes == Self.bytes)
      #expect(reading.failure == nil)
      #expect(reading.starts == [.first, .resumed, .resumed])
      #expect(reading.waits == 0)
    }
  }

  @Test func afterACutPartsAreReadToTheLast() async throws {
    let script: ScriptedServer.Script = { request, index in
      index > 0
        ? Self.parts(of: 300_000)(request, index)
        : [Contents.head(length: Self.bytes.count), .send(Array(Self.bytes[..<50_000])), .close]
    }
    try await withServer(script) { server in
      let reading = try await read(server)
      #expect(reading.bytes == Self.bytes)
      #expect(reading.failure == nil)
      #expect((reading.starts.count, reading.waits) == (4, 1))
    }
  }

  @Test func thatTheSamePartComesEveryTimeIsAFailure() async throws {
    let part = [
      Contents.head("206 Partial Content", length: 5, ["content-range: bytes 0-4/10"]),
      ScriptedServer.Step.send([1, 2, 3, 4, 5]),
    ]
    try await withServer(answering: part) { server in
      let reading = try await read(server)
      #expect(reading.failure == .shortContent(received: 5, of: 10))
      #expect(reading.waits == RetryPolicy.maximumRetries)
    }
  }

  /// The end of a connection is the end of a file only if the record of the file agrees.
  @Test(
    arguments: [
      (#"{"id":"file-1","bytes":900000}"#, 900_000, nil, false),
      (#"{"id":"file-1","bytes":900000}"#, 500_000, "500,000 of 900,000", false),
      (#"{"id":"file-1","bytes":900000}"#, 0, "0 of 900,000", false),
      (#"{"id":"file-1","bytes":100000}"#, 500_000, nil, false),
      (#"{"id":"file-1","bytes":0}"#, 500_000, nil, true),
      (#"{"id":"file-1"}"#, 500_000, nil, true),
      (#"{"id":"file-1","bytes":0}"#, 0, nil, false), ("nonsense", 500_000, nil, true),
    ] as [(String, Int, String?, Bool)])
  func aFileWithoutALengthIsComparedWithItsRecord(
    record: String, sent: Int, failure: String?, isUnknown: Bool
  ) async throws {
    let script: ScriptedServer.Script = { request, _ in
      request.target.hasSuffix("/content")
        ? [Reply.head(), .send(Array(Self.bytes[..<sent])), .close] : [Reply.json(record)]
    }
    try await withServer(script) { server in
      let reading = try await read(server)
      #expect(reading.bytes.count == sent)
      #expect(reading.failure?.summary.contains(failure ?? "") ?? (failure == nil))
      #expect((reading.failure == nil) == (failure == nil))
      #expect(reading.sizeIsUnknown == isUnknown)
    }
  }

  @Test(
    arguments: [
      (#"{"id":"file-1","bytes":900000}"#, ContentReader.SizeCheck.always, nil, false),
      (#"{"id":"file-1","bytes":900001}"#, .always, "record of it says 900,001", false),
      (#"{"id":"file-1","bytes":899999}"#, .always, "record of it says 899,999", false),
      (#"{"id":"file-1"}"#, .always, nil, true), ("nonsense", .always, nil, true),
      (#"{"id":"file-1","bytes":900001}"#, .whereNeeded, nil, false),
    ] as [(String, ContentReader.SizeCheck, String?, Bool)])
  func aFileWithALengthIsComparedIfThatIsWanted(
    record: String, check: ContentReader.SizeCheck, failure: String?, isUnknown: Bool
  ) async throws {
    let script: ScriptedServer.Script = { request, _ in
      request.target.hasSuffix("/content")
        ? [Contents.head(length: Self.bytes.count), .send(Self.bytes)] : [Reply.json(record)]
    }
    try await withServer(script) { server in
      let reading = try await read(server, check)
      #expect(reading.bytes == Self.bytes)
      #expect(reading.waits == 0)
      #expect(reading.failure?.summary.contains(failure ?? "") ?? (failure == nil))
      #expect(reading.sizeIsUnknown == isUnknown)
      #expect(server.requests.count == (check == .always ? 2 : 1))
    }
  }

  @Test func aFileThatChangesIsReadAgain() async throws {
    let other = Self.bytes.map { ~$0 }
    let script: ScriptedServer.Script = { request, index in
      index == 0
        ? [
          Contents.head(length: Self.bytes.count, ["etag: \"a\""]),
          .send(Array(Self.bytes[..<100_000])), .close,
        ] : Contents.part(of: other, for: request, etag: "\"b\"")
    }
    try await withServer(script) { server in
      let reading = try await read(server)
      #expect(reading.bytes == other)
      #expect(reading.starts == [.first, .again])
    }
  }
}

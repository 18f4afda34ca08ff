import BatchClient
import Batches
import Testing

/// Files that are gzip, told or not.
@Suite(.timeLimit(.minutes(1))) struct CompressedContentTests {
  private static let text = Array(repeating: UInt8(ascii: " "), count: 60_000)

  /// The members of a gzip file.
  private static func gzip(_ count: Int = 1) -> [UInt8] {
    (0..<count).flatMap { _ in Gzip.member(of: text) }
  }

  private func read(
    _ body: [UInt8], _ headers: [String] = [], unpacks: Bool = true
  ) async throws -> (head: ContentHead, bytes: [UInt8], failure: ServiceFailure?) {
    var result: (ContentHead, [UInt8], ServiceFailure?)?
    try await withServer(answering: [
      Contents.head(length: body.count, headers), .send(body), .close,
    ]) {
      server in
      let content = try await makeClient(server.url).open(unpacks: unpacks)
      let (bytes, failure) = await content.collect()
      result = (content.head, bytes, failure)
    }
    return try #require(result)
  }

  @Test(arguments: [[], ["content-encoding: gzip"], ["content-encoding: x-gzip"]])
  func gzipIsDecompressed(headers: [String]) async throws {
    let (head, bytes, failure) = try await read(Self.gzip(3), headers)
    #expect(bytes.count == 3 * Self.text.count)
    #expect(bytes.allSatisfy { $0 == 0x20 })
    #expect(failure == nil)
    #expect(head.isUnpacked)
    #expect(head.size == nil)
  }

  @Test func aFileThatIsGzipCanBeHadAsItIs() async throws {
    let (head, bytes, _) = try await read(Self.gzip(), unpacks: false)
    #expect(bytes == Self.gzip())
    #expect(head.size == bytes.count)
  }

  @Test func zerosAfterTheEndAreIgnored() async throws {
    let (_, bytes, failure) = try await read(Self.gzip() + [0, 0, 0, 0])
    #expect(bytes.count == Self.text.count)
    #expect(failure == nil)
  }

  /// Where all of the answer has come, asking again would bring the same.
  @Test func aStreamThatEndsTooEarlyIsDamaged() async throws {
    let (_, _, failure) = try await read(Array(Self.gzip().dropLast(6)))
    #expect(failure?.summary.contains("is damaged") == true)
    #expect(failure?.retry == .never)
  }

  @Test(arguments: [("transfer-encoding: chunked", true), ("connection: close", false)])
  func aStreamOfUnknownLengthThatEndsTooEarly(header: String, isDamaged: Bool) async throws {
    let part = Array(Self.gzip().dropLast(6))
    let body =
      isDamaged
      ? Array("\(String(part.count, radix: 16))\r\n".utf8) + part + Array("\r\n0\r\n\r\n".utf8)
      : part
    try await withServer(answering: [Reply.head([header]), .send(body), .close]) { server in
      let (_, failure) = await (try makeClient(server.url).open()).collect()
      #expect(failure?.kind == (isDamaged ? .notTheAPI : .connection))
    }
  }

  @Test func aDamagedStreamIsTold() async throws {
    var bytes = Self.gzip()
    bytes[bytes.count - 6] ^= 0xFF
    let (_, _, failure) = try await read(bytes)
    #expect(failure?.summary.contains("is damaged") == true)
    #expect(failure?.retry == .never)
  }

  @Test func aBodyThatIsMislabelledComesAsItIs() async throws {
    let (head, bytes, failure) = try await read(Array("{}\n{}\n".utf8), ["content-encoding: gzip"])
    #expect(bytes == Array("{}\n{}\n".utf8))
    #expect(failure == nil)
    #expect(!head.isUnpacked)
  }

  @Test func anUnknownCodingIsTold() async throws {
    let body = Contents.bytes(1_000)
    try await withServer(answering: [
      Contents.head(length: body.count, ["content-encoding: br"]), .send(body),
    ]) { server in
      let failure = try await makeClient(server.url).failureOfContent()
      #expect(failure?.kind == .notTheAPI)
      #expect(failure?.summary.contains("br") == true)
    }
  }

  /// As much as a reader takes, and no more in memory.
  @Test func aBombIsReadPieceByPiece() async throws {
    let head = Reply.head(["content-encoding: gzip"])
    try await withServer(answering: [head, .send(Gzip.start), .endless(Gzip.blockOfSpaces)]) {
      server in
      let content = try await makeClient(server.url).open()
      var received = 0
      while received < 64 << 20, let piece = try await content.next() {
        #expect(piece.count <= 256 << 10)
        received += piece.count
      }
      #expect(received >= 64 << 20)
    }
  }
}

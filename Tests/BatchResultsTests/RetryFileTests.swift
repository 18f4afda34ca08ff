import Batches
import Testing

@testable import BatchResults

@Suite struct RetryFileTests {
  /// The lines that go into a retry file.
  private static func retry(
    _ wanted: RetryFile.Wanted, _ chunks: [[UInt8]], results: [String]
  ) -> [String] {
    let ids = requestIDs(results: results)
    var file = RetryFile(wanted)
    var lines: [String] = []
    func take(_ request: RetryFile.Request) {
      #expect(request.id == (request.bytes.map { ResultLine($0).id }) ?? "")
      lines.append(request.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "too long")
    }
    for chunk in chunks { chunk.withUnsafeBufferPointer { file.feed($0, ids: ids, take) } }
    file.finish(ids: ids, take)
    let count = file.count
    #expect(count == lines.count)
    return lines
  }

  private static let first = #"{"custom_id": "a",  "body":{"x":1.0}}"#
  private static let second = #"{"body":{"custom_id":"a"},"custom_id":"b"}"#
  private static let third = #"{"custom_id":"caf\u00e9"}"#
  private static let fourth = #"{"custom_id":"d"}"#
  private static let input = first + "\r\n" + second + "\n" + third + "\n" + fourth
  private static let results = [success("b"), failure("café") + failure("a") + failure("b")]

  @Test(
    arguments: [
      (.failed, [first + "\r\n", third + "\n"]), (.missing, [fourth]),
      ([.failed, .missing], [first + "\r\n", third + "\n", fourth]), ([], []),
    ] as [(RetryFile.Wanted, [String])])
  func linesGoInAsTheyAreAndInTheirOrder(wanted: RetryFile.Wanted, lines: [String]) {
    for size in [1, 5, 31, 10_000] {
      let chunks = chunks(of: bytes(Self.input), size)
      #expect(Self.retry(wanted, chunks, results: Self.results) == lines)
    }
  }

  @Test(
    arguments: [
      (.failed, [second + "\n"]), (.missing, [third + "\n", fourth]),
      (.unanswered, [first + "\r\n", second + "\n", third + "\n", fourth]),
    ] as [(RetryFile.Wanted, [String])])
  func requestsWithADamagedResult(wanted: RetryFile.Wanted, lines: [String]) {
    let damaged = #"{"custom_id":"a","response":{"st"# + "\n"
    let results = [damaged + failure("b") + #"{"custom_id":"b","resp"#]
    #expect(Self.retry(wanted, [bytes(Self.input)], results: results) == lines)
  }

  @Test func requestsWithTheSameIDAreCounted() {
    let ids = requestIDs(results: [failure("a") + failure("b")])
    var file = RetryFile(.failed)
    let text = ["a", "x", "x", "a", "b", "a"].map(request).joined()
    bytes(text).withUnsafeBufferPointer { file.feed($0, ids: ids) { _ in } }
    file.finish(ids: ids) { _ in }
    let (count, duplicates) = (file.count, file.duplicates)
    #expect(count == 4)
    #expect(duplicates == 2)
  }

  @Test func aTooLongRequestIsNamedByItsPlace() {
    let long =
      bytes(#"{"custom_id":"a","x":""#) + [UInt8](repeating: 0x78, count: ResultLimits.lineBytes)
    let ids = requestIDs(results: [failure("a")])
    var file = RetryFile(.failed)
    var found: [[Int]] = []
    let text = bytes(request("z")) + long + bytes("\"}\n")
    text.withUnsafeBufferPointer {
      file.feed($0, ids: ids) { found.append([$0.offset, $0.length, $0.bytes == nil ? 1 : 0]) }
    }
    #expect(found == [[request("z").utf8.count, long.count + 2, 1]])
  }
}

import BatchResults

/// A result file on its way through memory once more, to note its requests.
final class ResultScan {
  private var reader = ResultReader()

  var summary: ResultSummary { reader.summary }

  func feed(_ chunk: [UInt8], ids: inout RequestIDs) {
    chunk.withUnsafeBufferPointer { reader.feed($0, ids: &ids) }
  }

  func finish(ids: inout RequestIDs) { reader.finish(ids: &ids) }
}

/// The same of an input file.
final class InputScan {
  private var reader = InputReader()

  var requests: Int { reader.requests }

  func feed(_ chunk: [UInt8], ids: inout RequestIDs) {
    chunk.withUnsafeBufferPointer { reader.feed($0, ids: &ids) }
  }

  func finish(ids: inout RequestIDs) { reader.finish(ids: &ids) }
}

/// An input file in search of requests to submit again, or without a result.
final class RetryScan {
  private var file: RetryFile

  /// - Parameters:
  ///   - offset: of a line's first byte, where reading begins.
  ///   - lines: of the file before it.
  init(_ wanted: RetryFile.Wanted, offset: Int = 0, lines: Int = 0) {
    file = RetryFile(wanted, offset: offset, lines: lines)
  }

  /// Lines found so far.
  var count: Int { file.count }

  func feed(_ chunk: [UInt8], ids: borrowing RequestIDs, _ body: (RetryFile.Request) -> Void) {
    chunk.withUnsafeBufferPointer { file.feed($0, ids: ids, body) }
  }

  func finish(ids: borrowing RequestIDs, _ body: (RetryFile.Request) -> Void) {
    file.finish(ids: ids, body)
  }

  /// The requests that end in a chunk, each on a line. Those that are too long to hold are left out.
  func lines(in chunk: [UInt8], ids: borrowing RequestIDs) -> [UInt8] {
    var lines: [UInt8] = []
    feed(chunk, ids: ids) { Self.append($0, to: &lines) }
    return lines
  }

  func lastLines(ids: borrowing RequestIDs) -> [UInt8] {
    var lines: [UInt8] = []
    finish(ids: ids) { Self.append($0, to: &lines) }
    return lines
  }

  private static func append(_ request: RetryFile.Request, to lines: inout [UInt8]) {
    guard let bytes = request.bytes else { return }
    lines += bytes
  }
}

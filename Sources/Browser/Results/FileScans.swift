import BatchResults

/// Notes the requests of a file that passes through memory once more.
protocol RequestScan: AnyObject {
  func feed(_ chunk: [UInt8], ids: inout RequestIDs)
  func finish(ids: inout RequestIDs)
}

/// Of a result file.
final class ResultScan: RequestScan {
  private var reader = ResultReader()

  var summary: ResultSummary { reader.summary }

  func feed(_ chunk: [UInt8], ids: inout RequestIDs) {
    chunk.withUnsafeBufferPointer { reader.feed($0, ids: &ids) }
  }

  func finish(ids: inout RequestIDs) { reader.finish(ids: &ids) }
}

/// Of an input file.
final class InputScan: RequestScan {
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
  /// Lines of the file that were read.
  var lines: Int { file.lines }
  /// Where the next line begins.
  var lineStart: Int { file.lineStart }

  func feed(_ chunk: [UInt8], ids: borrowing RequestIDs, _ body: (RetryFile.Request) -> Void) {
    chunk.withUnsafeBufferPointer { file.feed($0, ids: ids, body) }
  }

  func finish(ids: borrowing RequestIDs, _ body: (RetryFile.Request) -> Void) {
    file.finish(ids: ids, body)
  }

  /// What is written of requests, in their order.
  enum Piece {
    case lines([UInt8])
    /// A line that is too long to hold, by its place in the file.
    case longLine(Range<Int>)
  }

  /// The requests that end in a chunk.
  func pieces(in chunk: [UInt8], ids: borrowing RequestIDs) -> [Piece] {
    var pieces: [Piece] = []
    feed(chunk, ids: ids) { Self.append($0, to: &pieces) }
    return pieces
  }

  func lastPieces(ids: borrowing RequestIDs) -> [Piece] {
    var pieces: [Piece] = []
    finish(ids: ids) { Self.append($0, to: &pieces) }
    return pieces
  }

  private static func append(_ request: RetryFile.Request, to pieces: inout [Piece]) {
    guard let bytes = request.bytes else {
      pieces.append(.longLine(request.offset..<request.offset + request.length))
      return
    }
    if case .lines(var lines)? = pieces.last {
      // Taken out, so that it is not copied.
      pieces.removeLast()
      lines += bytes
      pieces.append(.lines(lines))
    } else {
      pieces.append(.lines(Array(bytes)))
    }
  }
}

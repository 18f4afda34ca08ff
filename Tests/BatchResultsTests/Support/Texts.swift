import Batches

@testable import BatchResults

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func line(_ text: String) -> ResultLine { ResultLine(bytes(text)) }

func folded(_ message: String) -> String { MessageFolding.folded(message) }

/// Cuts bytes into chunks of a size, the last one shorter.
func chunks(of bytes: [UInt8], _ size: Int) -> [[UInt8]] {
  stride(from: 0, to: bytes.count, by: size).map {
    Array(bytes[$0..<min(bytes.count, $0 + size)])
  }
}

/// Cuts bytes at random places; some chunks are empty.
func randomChunks(of bytes: [UInt8], _ random: inout SplitMix64) -> [[UInt8]] {
  var chunks: [[UInt8]] = []
  var start = 0
  while start < bytes.count {
    let most = Int.random(in: 0..<4, using: &random) == 0 ? 200 : 12
    let end = min(bytes.count, start + Int.random(in: 0...most, using: &random))
    chunks.append(Array(bytes[start..<end]))
    start = end
  }
  return chunks
}

/// What a reader tells of a file; a reader cannot be compared.
struct ReaderState: Equatable {
  var summary: ResultSummary
  var groups: [FailureGroup]
  var ids: Int
  var duplicates: Int
}

func read(_ chunks: [[UInt8]]) -> ReaderState {
  var reader = ResultReader()
  var ids = RequestIDs()
  for chunk in chunks { chunk.withUnsafeBufferPointer { reader.feed($0, ids: &ids) } }
  reader.finish(ids: &ids)
  return ReaderState(
    summary: reader.summary, groups: reader.groups, ids: ids.count,
    duplicates: ids.duplicateResults)
}

func read(_ text: String) -> ReaderState { read([bytes(text)]) }

/// The requests of result files and of an input.
func requestIDs(results: [String], input: String? = nil) -> RequestIDs {
  var ids = RequestIDs()
  for result in results {
    var reader = ResultReader()
    bytes(result).withUnsafeBufferPointer { reader.feed($0, ids: &ids) }
    reader.finish(ids: &ids)
  }
  if let input {
    var reader = InputReader()
    bytes(input).withUnsafeBufferPointer { reader.feed($0, ids: &ids) }
    reader.finish(ids: &ids)
  }
  return ids
}

func success(_ id: String) -> String {
  #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{"choices":[1]}},"error":null}"#
    + "\n"
}

func failure(_ id: String, _ message: String = "no", status: Int = 400) -> String {
  #"{"custom_id":"\#(id)","response":{"status_code":\#(status),"body":{"error":{"message":"\#(message)"}}}}"#
    + "\n"
}

func request(_ id: String) -> String { #"{"custom_id":"\#(id)","body":{}}"# + "\n" }

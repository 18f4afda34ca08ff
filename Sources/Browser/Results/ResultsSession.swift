import Batches

/// The reader of one batch's files, asked in order.
final class ResultsSession {
  let number: Int
  let reader: ResultsReader
  private let requests: AsyncStream<ResultsRequest>.Continuation

  init(_ reader: ResultsReader, number: Int) {
    self.number = number
    self.reader = reader
    let (stream, requests) = AsyncStream<ResultsRequest>.makeStream()
    self.requests = requests
    Task {
      for await request in stream { await reader.handle(request) }
      await reader.close()
    }
  }

  func ask(_ request: ResultsRequest) { requests.yield(request) }

  /// Ends what is under way, after what was asked before.
  func close() { requests.finish() }
}

import BatchListing
import Batches

extension Server {
  /// Looks for one batch, with the progress on standard error.
  /// - Parameter pageSize: rows per request, in case the list is needed.
  func find(
    _ id: String, pageSize: Int, environment: [String: String]
  ) async throws -> BatchReader.Finding {
    var progress = ProgressLine(environment: environment)
    defer { progress.clear() }
    return try await BatchReader(service: service).batch(id: id, pageSize: pageSize) { event in
      logger?.note(event)
      progress.show(event)
    }
  }

  /// The same for a batch that has to be there.
  /// - Throws: a `Failure` where there is none, or the server fails.
  func batch(
    _ id: String, pageSize: Int, environment: [String: String]
  ) async throws -> Batch {
    switch try await find(id, pageSize: pageSize, environment: environment) {
    case .batch(let batch): return batch
    case .unknown(let doubt):
      let sentence = "There is no batch \(id)"
      throw Failure.noInput(
        doubt.map { "\(sentence); its list may be incomplete: \($0)" } ?? sentence)
    case .failed(let failure): throw Failure(failure)
    }
  }
}

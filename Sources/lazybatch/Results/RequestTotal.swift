import Batches

/// How many requests a batch has.
struct RequestTotal: Sendable, Hashable {
  var count: Int
  /// Whether the record of the input file says so, and the batch itself does not.
  var isOfFile: Bool
}

extension BatchFiles {
  /// How many requests there are. Where the batch does not say, as in SiliconFlow's list, its input file
  /// is asked for once.
  /// - Returns: nil where that is unknown.
  /// - Throws: a `Failure` only when it is interrupted.
  func total() async throws -> RequestTotal? {
    if let total = batch.counts?.total { return RequestTotal(count: total, isOfFile: false) }
    guard case .source(.file(let id)) = server.dialect.availability(of: .input, in: batch),
      !id.isURL
    else { return nil }
    do {
      return try await server.files.file(id).lineCount.map {
        RequestTotal(count: $0, isOfFile: true)
      }
    } catch {
      if error.kind == .cancelled { throw Failure.interrupted }
      return nil
    }
  }
}

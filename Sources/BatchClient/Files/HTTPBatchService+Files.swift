import Batches
import Secrets

extension HTTPBatchService: FileService {
  public func file(_ id: FileID) async throws(ServiceFailure) -> FileRecord {
    guard !id.isURL else {
      throw ServiceFailure(.badRequest, "The file is at a URL, which has no description")
    }
    let target = configuration.server.target(try filePath(id))
    return try await send(target, about: .file) { response throws(ServiceFailure) in
      mask(
        try FileRecord(
          decoding: response.body, status: response.status, headers: response.headers,
          now: SystemClock.second))
    }
  }

  public func files(
    purpose: String?, after: FileID?
  ) async throws(ServiceFailure) -> FilePage {
    let files = configuration.dialect.files
    var parameters: [(name: String, value: String)] = []
    if let name = files.purpose, let purpose { parameters.append((name, purpose)) }
    if let after { parameters.append(("after", after.text)) }
    let target = configuration.server.target(files.path, parameters: parameters)
    return try await send(target, about: .files) { response throws(ServiceFailure) in
      var page = try FilePage(
        decoding: response.body, status: response.status, headers: response.headers,
        now: SystemClock.second)
      page.files = page.files.map { mask($0) }
      return page
    }
  }

  public func cancel(_ batch: BatchID) async throws(ServiceFailure) -> Batch? {
    let dialect = configuration.dialect
    guard let tail = dialect.files.cancel else {
      throw ServiceFailure(.badRequest, "This provider's API does not cancel batches")
    }
    let target = configuration.server.target(try batchPath(batch), tail: tail)
    do {
      return try await send(target, method: .post, about: .cancellation) {
        response throws(ServiceFailure) in
        let answer = try Batch.cancelled(
          decoding: response.body, status: response.status, headers: response.headers,
          now: SystemClock.second, dialect: dialect)
        return answer.map { mask($0) }
      }
    } catch {
      throw error.ofDeed
    }
  }

  // MARK: Paths

  func filePath(_ id: FileID) throws(ServiceFailure) -> [String] {
    guard let name = segment(id.text) else {
      throw ServiceFailure(.fileGone, "The id of the file is empty")
    }
    return configuration.dialect.files.path + [name]
  }

  func batchPath(_ id: BatchID) throws(ServiceFailure) -> [String] {
    guard let name = segment(id.text) else {
      throw ServiceFailure(.notFound, "The id of the batch is empty")
    }
    return configuration.dialect.list.path + [name]
  }

  /// An id as a segment of a path; nil for none.
  private func segment(_ id: String) -> String? {
    guard configuration.dialect.row.idIsPath else { return id.isEmpty ? nil : id }
    return id.split(separator: "/").last.map(String.init)
  }
}

extension ServiceFailure {
  /// The failure of a request that changes something, which is not repeated unless the server said that
  /// it did nothing.
  fileprivate var ofDeed: ServiceFailure {
    var failure = self
    if kind != .rateLimited { failure.retry = .never }
    if leavesDoubt {
      failure.advice =
        "It may have been cancelled all the same: look at the batch before trying again"
    }
    return failure
  }
}

import Batches

/// Reads a file to its end as it arrives, with retries.
public struct ContentReader: Sendable {
  public enum Event: Sendable, Hashable {
    /// An answer has begun. After `ContentTraversal.Start.again` all bytes before it are void.
    case began(ContentHead, ContentTraversal.Start)
    case bytes([UInt8])
    /// The request failed, or the content broke off, and is asked for again after a pause.
    case waiting(RetryPause, after: ServiceFailure)
    /// The content has ended, and nothing tells whether it is whole. With why the record of the file
    /// could not be read; nil where it gives no size, or there is none.
    case sizeUnknown(ServiceFailure?)
  }

  /// When the number of bytes is compared with the server's record of the file.
  public enum SizeCheck: Sendable, Hashable {
    /// Where the answer does not say how many there are.
    case whereNeeded
    /// Also where it does, and is of another opinion.
    case always
  }

  private let service: any FileService
  private let pacing: Pacing

  public init(service: any FileService, pacing: Pacing = .real) {
    self.service = service
    self.pacing = pacing
  }

  /// Reads a file to its end, or to a failure that is not retried, such as a cancelled task.
  /// - Parameter handle: receives the events in order; an error that it throws stops the reading.
  /// - Returns: nil when all has come.
  /// - Throws: only what `handle` throws.
  public func read(
    _ request: ContentRequest, sizeCheck: SizeCheck = .whereNeeded,
    isolation: isolated (any Actor)? = #isolation,
    _ handle: (Event) throws -> Void
  ) async throws -> ServiceFailure? {
    var traversal = ContentTraversal(request)
    while true {
      let failure: ServiceFailure
      switch await open(traversal.next) {
      case .success(let content):
        try handle(.began(content.head, traversal.begin(content.head)))
        if let broken = try await drain(content, &traversal, handle) {
          failure = broken
          break
        }
        let end = traversal.end()
        if case .part = end { continue }
        let verdict = await judge(end, traversal, request.source, sizeCheck)
        switch verdict {
        case .whole: return nil
        case .unproven(let reason):
          try handle(.sizeUnknown(reason))
          return nil
        case .broken(let broken): failure = broken
        }
      case .failure(let refused):
        failure = refused
      }
      guard
        let pause = RetryPause(
          after: failure, retriesDone: traversal.retriesDone, jitter: pacing.jitter())
      else { return failure }
      traversal.retry()
      try handle(.waiting(pause, after: failure))
      do {
        try await pacing.sleep(pause.seconds)
      } catch {
        return .cancelled
      }
    }
  }

  private func open(
    _ request: ContentRequest
  ) async -> Result<any FileContent, ServiceFailure> {
    await Result { () async throws(ServiceFailure) in try await service.content(request) }
  }

  /// - Returns: why the content broke off; nil at its end.
  private func drain(
    _ content: any FileContent, _ traversal: inout ContentTraversal,
    isolation: isolated (any Actor)? = #isolation, _ handle: (Event) throws -> Void
  ) async throws -> ServiceFailure? {
    while true {
      let next = await Result { () async throws(ServiceFailure) in try await content.next() }
      switch next {
      case .success(let bytes?):
        traversal.accept(bytes: bytes.count)
        try handle(.bytes(bytes))
      case .success(nil): return nil
      case .failure(let failure): return failure
      }
    }
  }

  private enum Verdict {
    case whole
    case unproven(ServiceFailure?)
    case broken(ServiceFailure)
  }

  /// Whether everything has come when an answer has ended.
  private func judge(
    _ end: ContentTraversal.End, _ traversal: ContentTraversal, _ source: ContentSource,
    _ check: SizeCheck
  ) async -> Verdict {
    if case .stalled(let failure) = end { return .broken(failure) }
    guard let head = traversal.head, !head.isUnpacked else { return .whole }
    let isTold = end == .complete
    if isTold, check == .whereNeeded { return .whole }
    let received = traversal.received
    var reason: ServiceFailure?
    switch await recordedSize(of: source, received: received) {
    case .success(let size?):
      if size == received { return .whole }
      if size > received, !isTold {
        return .broken(.shortContent(received: received, of: size))
      }
      return check == .always ? .broken(.otherSize(received: received, recorded: size)) : .whole
    case .success(nil): break
    case .failure(let failure):
      if failure.kind == .cancelled { return .broken(failure) }
      reason = failure
    case nil:
      // There is no record that could say more than the answer did.
      return isTold || head.isEndMarked ? .whole : .unproven(nil)
    }
    return check == .always || !head.isEndMarked ? .unproven(reason) : .whole
  }

  /// The size by the server's record of a file.
  /// - Returns: the size in bytes, or nil where the record gives none; nil in all where there is no record.
  private func recordedSize(
    of source: ContentSource, received: Int
  ) async -> Result<Int?, ServiceFailure>? {
    guard case .file(let id) = source, !id.isURL else { return nil }
    return await Result { () async throws(ServiceFailure) in
      let size = try await service.file(id).bytes
      // Some servers fill in no more than a 0.
      return size == 0 && received > 0 ? nil : size
    }
  }
}

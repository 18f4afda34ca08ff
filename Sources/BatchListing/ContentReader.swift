import Batches

/// Reads a file to its end as it arrives, with retries.
public struct ContentReader: Sendable {
  public enum Event: Sendable, Hashable {
    /// An answer has begun. After `ContentTraversal.Start.again` all bytes before it are void.
    case began(ContentHead, ContentTraversal.Start)
    case bytes([UInt8])
    /// The request failed, or the content broke off, and is asked for again after a pause.
    case waiting(RetryPause, after: ServiceFailure)
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
    _ request: ContentRequest, isolation: isolated (any Actor)? = #isolation,
    _ handle: (Event) throws -> Void
  ) async throws -> ServiceFailure? {
    var traversal = ContentTraversal(request)
    while true {
      let failure: ServiceFailure
      switch await open(traversal.next) {
      case .success(let content):
        try handle(.began(content.head, traversal.begin(content.head)))
        guard let broken = try await drain(content, &traversal, handle) else { return nil }
        failure = broken
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
}

import Batches

/// Requests the head of a service's list at once, before it is needed. The first request for it takes
/// that answer; every other one goes to the service itself.
///
/// So connecting, and everything that a process does for its first request, overlaps with the opening
/// of the terminal.
package final class PrefetchingService: BatchService {
  private typealias Answer = Task<Result<any FetchedPage, ServiceFailure>, Never>

  private let service: any BatchService
  private let head: PageRequest
  private let early: Locked<Answer?>

  /// - Parameter pageSize: rows of the first request that will be made.
  package init(pageSize: Int, of service: any BatchService) {
    let head = PageRequest(limit: pageSize)
    self.service = service
    self.head = head
    early = Locked(
      Task.detached(executorPreference: service.executor) {
        await Result { () async throws(ServiceFailure) in try await service.fetch(head) }
      })
  }

  package var executor: (any TaskExecutor)? { service.executor }
  package var continuesAnywhere: Bool { service.continuesAnywhere }

  package func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage {
    guard request == head, let answer = take() else { return try await service.fetch(request) }
    let result = await withTaskCancellationHandler {
      await answer.value
    } onCancel: {
      answer.cancel()
    }
    return try result.get()
  }

  package func batch(id: String) async throws(ServiceFailure) -> Batch {
    try await service.batch(id: id)
  }

  /// Ends the request if its answer was not needed.
  package func cancel() {
    take()?.cancel()
  }

  private func take() -> Answer? {
    early.withLock { answer in
      defer { answer = nil }
      return answer
    }
  }
}

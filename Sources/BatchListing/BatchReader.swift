import Batches

/// Reads batches without a screen: page after page as they arrive, with retries.
public struct BatchReader: Sendable {
  public enum Event: Sendable, Hashable {
    /// A request is about to be sent; so many rows were handed out before.
    case asking(rows: Int)
    case rows([Batch])
    /// The request failed and is sent again after a pause.
    case waiting(RetryPause, after: ServiceFailure)
  }

  private let service: any BatchService
  private let pacing: Pacing

  public init(service: any BatchService, pacing: Pacing = .real) {
    self.service = service
    self.pacing = pacing
  }

  /// Reads the list until its end, the limit, or a failure that no retry helps against. A
  /// cancelled task is such a failure.
  /// - Parameter handle: is told what happens, in order; what it throws ends the reading.
  /// - Throws: nothing but what `handle` throws.
  public func list(
    _ request: ListingRequest, isolation: isolated (any Actor)? = #isolation,
    _ handle: (Event) throws -> Void
  ) async throws -> ListingResult {
    try await list(request, readingAhead: true, handle)
  }

  /// - Parameter readingAhead: whether all pages are wanted, so that the next one may be asked for
  ///   before this one is decoded.
  private func list(
    _ request: ListingRequest, readingAhead: Bool,
    isolation: isolated (any Actor)? = #isolation, _ handle: (Event) throws -> Void
  ) async throws -> ListingResult {
    var traversal = ListTraversal(request)
    var sent: SentRequest?
    defer { sent?.answer.cancel() }
    while let next = traversal.next {
      if let unwanted = sent, unwanted.request != next {
        unwanted.answer.cancel()
        sent = nil
      }
      if sent == nil { try handle(.asking(rows: traversal.rows)) }
      let request = sent ?? send(next)
      sent = nil
      switch await request.answerOrCancel() {
      case .success(let page):
        if readingAhead, let request = page.outline.flatMap({ traversal.next(behind: $0) }) {
          try handle(.asking(rows: traversal.rows))
          sent = send(request)
        }
        let rows = traversal.accept(page.decode())
        if !rows.isEmpty { try handle(.rows(rows)) }
      case .failure(let failure):
        guard let pause = traversal.recover(from: failure, jitter: pacing.jitter()) else {
          continue
        }
        guard try await wait(pause, after: failure, handle) else {
          return ListingResult(end: .failed(.cancelled), rows: traversal.rows)
        }
      }
    }
    return traversal.result ?? ListingResult(end: .complete, rows: traversal.rows)
  }

  private typealias Answer = Result<any FetchedPage, ServiceFailure>

  /// A request that was sent, perhaps before the page in front of it was decoded.
  private struct SentRequest {
    let request: PageRequest
    let answer: Task<Answer, Never>

    /// Waits for the answer; a cancelled task ends the request.
    func answerOrCancel() async -> Answer {
      await withTaskCancellationHandler {
        await answer.value
      } onCancel: {
        answer.cancel()
      }
    }
  }

  private func send(_ request: PageRequest) -> SentRequest {
    SentRequest(
      request: request,
      answer: Task(executorPreference: service.executor) { [service] in
        await Result { () async throws(ServiceFailure) in try await service.fetch(request) }
      })
  }

  /// - Returns: false when the task was cancelled meanwhile.
  func wait(
    _ pause: RetryPause, after failure: ServiceFailure,
    isolation: isolated (any Actor)? = #isolation, _ handle: (Event) throws -> Void
  ) async throws -> Bool {
    guard pause.seconds > 0 else { return !Task.isCancelled }
    try handle(.waiting(pause, after: failure))
    do {
      try await pacing.sleep(pause.seconds)
      return true
    } catch {
      return false
    }
  }
}

extension BatchReader {
  /// What a search for one batch brought.
  public enum Finding: Sendable, Hashable {
    case batch(Batch)
    /// There is none of that id; if the list may be incomplete, the text says why.
    case unknown(doubt: String?)
    case failed(ServiceFailure)
  }

  /// Asks for one batch, or looks for it in the list where the server does not offer that.
  /// - Parameters:
  ///   - pageSize: rows to ask for in one request, should the list be needed.
  ///   - handle: see `list`; is told no rows.
  public func batch(
    id: String, pageSize: Int, isolation: isolated (any Actor)? = #isolation,
    _ handle: (Event) throws -> Void
  ) async throws -> Finding {
    var retriesDone = 0
    while true {
      try handle(.asking(rows: 0))
      let answer = await Result { () async throws(ServiceFailure) in
        try await service.batch(id: id)
      }
      switch answer {
      case .success(let batch) where batch.id == id:
        return .batch(batch)
      case .success:
        // Another batch than the one that was asked for.
        return try await search(id, pageSize: pageSize, handle)
      case .failure(let failure):
        if failure.kind == .notFound, failure.saysUnknown(id) { return .unknown(doubt: nil) }
        if failure.meansNotOffered { return try await search(id, pageSize: pageSize, handle) }
        guard
          let pause = RetryPause(
            after: failure, retriesDone: retriesDone, jitter: pacing.jitter())
        else {
          return failure.mayBeOfTheAddress
            ? try await search(id, pageSize: pageSize, handle) : .failed(failure)
        }
        retriesDone = pause.retry
        guard try await wait(pause, after: failure, handle) else { return .failed(.cancelled) }
      }
    }
  }

  private func search(
    _ id: String, pageSize: Int, isolation: isolated (any Actor)? = #isolation,
    _ handle: (Event) throws -> Void
  ) async throws -> Finding {
    var found: Batch?
    do {
      let result = try await list(ListingRequest(pageSize: pageSize), readingAhead: false) {
        event in
        guard case .rows(let rows) = event else { return try handle(event) }
        found = rows.first { $0.id == id }
        if found != nil { throw Found() }
      }
      switch result.end {
      case .complete, .limitReached: return .unknown(doubt: nil)
      case .maybeIncomplete(let reason): return .unknown(doubt: reason)
      case .failed(let failure): return .failed(failure)
      }
    } catch is Found {
      return found.map { .batch($0) } ?? .unknown(doubt: nil)
    }
  }

  /// Ends the walk.
  private struct Found: Error {}
}

extension ServiceFailure {
  static let cancelled = ServiceFailure(.cancelled, "Cancelled")

  /// Whether the server has no way to ask for a single batch. A 404 may mean that, or an unknown
  /// id; only the list tells.
  fileprivate var meansNotOffered: Bool {
    kind == .notFound || status == 405 || status == 501
  }

  /// Whether the server may refuse only the address of the single batch: it does not like the
  /// request, or shows its web page for addresses that it does not know.
  fileprivate var mayBeOfTheAddress: Bool {
    kind == .badRequest && retry == .never || kind == .notTheAPI
  }
}

import Batches

/// Reads batches without a user interface, page by page as they arrive, with retries.
public struct BatchReader: Sendable {
  public enum Event: Sendable, Hashable {
    /// A request is about to be sent.
    /// - Parameter rows: delivered so far.
    case asking(rows: Int)
    case rows([Batch])
    /// The request failed and is retried after a pause.
    case waiting(RetryPause, after: ServiceFailure)
  }

  private let service: any BatchService
  private let pacing: Pacing

  public init(service: any BatchService, pacing: Pacing = .real) {
    self.service = service
    self.pacing = pacing
  }

  /// Reads the list to its end, the limit, or a failure that is not retried, such as a cancelled task.
  /// - Parameters:
  ///   - readingAhead: whether all pages are wanted, so that the next one may be requested before this
  ///     one is decoded.
  ///   - handle: receives the events in order; an error that it throws stops the reading.
  /// - Throws: only what `handle` throws.
  public func list(
    _ request: ListingRequest, readingAhead: Bool = true,
    isolation: isolated (any Actor)? = #isolation, _ handle: (Event) throws -> Void
  ) async throws -> ListingResult {
    var traversal = ListTraversal(request, continuesAnywhere: service.continuesAnywhere)
    var sent: SentRequest?
    defer { sent?.answer.cancel() }
    while let next = traversal.next {
      if Task.isCancelled { return ListingResult(end: .failed(.cancelled), rows: traversal.rows) }
      if let unwanted = sent, unwanted.request != next {
        unwanted.answer.cancel()
        sent = nil
      }
      if sent == nil { try handle(.asking(rows: traversal.rows)) }
      let current = sent ?? send(next)
      sent = nil
      switch await current.result() {
      case .success(let page):
        if readingAhead, let following = page.outline.flatMap({ traversal.next(behind: $0) }) {
          try handle(.asking(rows: traversal.rows))
          sent = send(following)
        }
        let decoded = page.decode()
        // Printing a large page would delay the cancellation.
        if Task.isCancelled { continue }
        let rows = traversal.accept(decoded)
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

  /// A request that was sent, possibly before the previous page was decoded.
  private struct SentRequest {
    let request: PageRequest
    let answer: Task<Answer, Never>

    /// Waits for the answer; where the waiting task is cancelled, so is the request.
    func result() async -> Answer {
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

  /// - Returns: false when the task was cancelled during the wait.
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
  /// The outcome of looking for one batch.
  public enum Finding: Sendable, Hashable {
    case batch(Batch)
    /// There is none with that id; if the list may be incomplete, the text says why.
    case unknown(doubt: String?)
    case failed(ServiceFailure)
  }

  /// Requests one batch, or looks for it in the list where the server does not support that.
  /// - Parameters:
  ///   - pageSize: rows per request, in case the list is needed.
  ///   - handle: see `list`; it receives no rows.
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
      case .success(let batch) where batch.key.isNamed(BatchID(id)):
        return .batch(batch)
      case .success:
        // Not the batch that was requested.
        return try await search(id, pageSize: pageSize, handle)
      case .failure(let failure):
        if failure.kind == .notFound, failure.saysUnknown(id) { return .unknown(doubt: nil) }
        if failure.mayMeanUnsupported || retriesDone > 0 && failure.mayBeOfOnePath {
          return try await search(id, pageSize: pageSize, after: failure, handle)
        }
        guard
          let pause = RetryPause(
            after: failure, retriesDone: retriesDone, jitter: pacing.jitter())
        else {
          return failure.mayBeAboutThePath || failure.mayBeOfOnePath
            ? try await search(id, pageSize: pageSize, after: failure, handle) : .failed(failure)
        }
        retriesDone = pause.retry
        guard try await wait(pause, after: failure, handle) else { return .failed(.cancelled) }
      }
    }
  }

  /// - Parameter failure: of the request for the batch alone; nil where the server answered it.
  private func search(
    _ id: String, pageSize: Int, after failure: ServiceFailure? = nil,
    isolation: isolated (any Actor)? = #isolation, _ handle: (Event) throws -> Void
  ) async throws -> Finding {
    var found: Batch?
    do {
      let result = try await list(ListingRequest(pageSize: pageSize), readingAhead: false) {
        event in
        guard case .rows(let rows) = event else { return try handle(event) }
        found = rows.first { $0.key.isNamed(BatchID(id)) }
        if found != nil { throw Found() }
      }
      switch result.end {
      case .complete, .limitReached: return .unknown(doubt: nil)
      case .maybeIncomplete(let reason): return .unknown(doubt: reason)
      case .failed(let listFailure):
        guard let failure, !listFailure.holdsForEveryRequest else { return .failed(listFailure) }
        // The list cannot say more than the server has said, unless nothing is at this address.
        if failure.saysNothingFound, listFailure.kind != .notFound {
          return .unknown(doubt: listFailure.summary)
        }
        return .failed(failure.kind == .notFound ? listFailure : failure)
      }
    } catch is Found {
      return found.map { .batch($0) } ?? .unknown(doubt: nil)
    }
  }

  /// Thrown to stop reading the list.
  private struct Found: Error {}
}

extension ServiceFailure {
  static let cancelled = ServiceFailure(.cancelled, "Cancelled")

  /// Whether the server may not support requests for a single batch. A 404 means that, an unknown id,
  /// or a batch that was created a moment ago; only the list can tell. Some servers fail (500) at
  /// batches that they do not know, or whose fields they do not expect.
  fileprivate var mayMeanUnsupported: Bool {
    kind == .notFound || kind == .serverError || status == 405 || status == 501
  }

  /// Whether the server, or what stands in front of it, may be unable to answer for a single batch while
  /// the list works.
  fileprivate var mayBeOfOnePath: Bool {
    (kind == .overloaded || kind == .gatewayTimeout) && status != nil
  }

  /// Whether the failure would be the same for any request, so that it explains another one's, too.
  fileprivate var holdsForEveryRequest: Bool {
    kind == .cancelled || kind == .keyRefused || kind == .balance
  }

  /// Whether the server says in words that there is no such batch.
  fileprivate var saysNothingFound: Bool { kind == .notFound && reportsNothingFound }

  /// Whether the server may be rejecting only the path of the single batch: with a 4xx, or with its
  /// web page for unknown paths.
  fileprivate var mayBeAboutThePath: Bool {
    kind == .badRequest && retry == .never || kind == .notTheAPI
  }
}

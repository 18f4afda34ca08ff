import Batches

/// A server that returns scripted responses, one per request, and records the requests.
final class ScriptedService: BatchService {
  enum Request: Hashable {
    case page(PageRequest)
    case batch(String)
  }

  enum Answer {
    case page(BatchPage)
    case batch(Batch)
    case failure(ServiceFailure)
  }

  private let answers: Locked<[Answer]>
  private let received = Locked<[Request]>([])

  let continuesAnywhere: Bool

  init(_ answers: [Answer], continuesAnywhere: Bool = true) {
    self.answers = Locked(answers)
    self.continuesAnywhere = continuesAnywhere
  }

  var requests: [Request] { received.withLock { $0 } }

  func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage {
    switch answer(to: .page(request)) {
    case .page(let page): return page
    case .failure(let failure): throw failure
    case .batch: throw Self.offScript
    }
  }

  func batch(id: String) async throws(ServiceFailure) -> Batch {
    switch answer(to: .batch(id)) {
    case .batch(let batch): return batch
    case .failure(let failure): throw failure
    case .page: throw Self.offScript
    }
  }

  private func answer(to request: Request) -> Answer {
    received.withLock { $0.append(request) }
    return answers.withLock { $0.isEmpty ? .failure(Self.offScript) : $0.removeFirst() }
  }

  static let offScript = ServiceFailure(.serverError, "not in the script")
}

extension ScriptedService.Answer {
  static func page(_ ids: String..., hasMore: Bool? = nil, skipped: Int = 0) -> Self {
    .page(
      BatchPage(
        batches: ids.map { Batch(id: $0) }, hasMore: hasMore,
        skippedBehind: skipped > 0 ? [0: skipped] : [:]))
  }
}

extension ServiceFailure {
  static let busy = ServiceFailure(.overloaded, "busy", status: 503, retry: .backoff)
  static let refused = ServiceFailure(.keyRefused, "refused", status: 401)
  static let notFound = ServiceFailure(.notFound, "not found", status: 404)
  static let goneCursor = ServiceFailure(
    .badRequest, "gone", status: 400, serverCode: "20076", refusedParameter: .after)
  static let noLimit = ServiceFailure(
    .badRequest, "no limit", status: 400, serverCode: "20075", refusedParameter: .limit)

  static func later(_ seconds: Double) -> ServiceFailure {
    ServiceFailure(.rateLimited, "slow down", status: 429, retry: .after(seconds))
  }
}

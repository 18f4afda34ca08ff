import Batches
import TestSupport

@testable import Browser

/// A `FakeServer` as a service; holds answers back while it is told to.
actor FakeService: BatchService {
  private var server: FakeServer
  private var isHolding = false
  private var passes = 0
  private var held: [CheckedContinuation<Void, Never>] = []
  private var failures: [ServiceFailure] = []
  private(set) var cancelled = 0
  /// What the pages are said to weigh, in bytes.
  private var pageBytes = 0

  init(_ batches: [Batch], mostRows: Int = 100) {
    server = FakeServer(batches)
    server.list.largestPage = mostRows
  }

  var log: [ServiceRequest] { server.log }

  /// The next requests fail in this way, one each.
  func fail(_ failures: ServiceFailure...) { self.failures += failures }

  func insert(_ batches: [Batch]) { server.batches.insert(contentsOf: batches, at: 0) }

  func hold() { isHolding = true }

  func weigh(_ bytes: Int) { pageBytes = bytes }

  /// Lets the next request through, now or when it comes, and holds those after it.
  func releaseOne() {
    if held.isEmpty { passes += 1 } else { held.removeFirst().resume() }
  }

  func release() {
    isHolding = false
    for continuation in held { continuation.resume() }
    held = []
  }

  func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage {
    guard case .page(_, let result) = await answer(.page(request)) else {
      throw ServiceFailure(.notTheAPI, "no page")
    }
    return WeightyPage(page: try result.get(), byteCount: pageBytes)
  }

  func batch(id: String) async throws(ServiceFailure) -> Batch {
    guard case .batch(_, let result) = await answer(.batch(id: id)) else {
      throw ServiceFailure(.notTheAPI, "no batch")
    }
    return try result.get()
  }

  private func answer(_ request: ServiceRequest) async -> Event {
    if isHolding, passes > 0 {
      passes -= 1
    } else if isHolding {
      await withCheckedContinuation { held.append($0) }
    }
    if Task.isCancelled { cancelled += 1 }
    if !failures.isEmpty {
      let failure = failures.removeFirst()
      if case .page = request { return .page(number: 0, .failure(failure)) }
      return .batch(number: 0, .failure(failure))
    }
    return server.answer(request, number: 0)
  }
}

/// A page that may take long to decode.
private struct WeightyPage: FetchedPage {
  var page: BatchPage
  var byteCount: Int
  var outline: PageOutline? { page.outline }
  func decode() -> BatchPage { page }
}

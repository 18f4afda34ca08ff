/// A server of batches. Every call is one try: when and whether to try again is decided by
/// `RetryPolicy` where the waiting can be seen and stopped.
///
/// A call ends early, with `ServiceFailure.Kind.cancelled`, when its task is cancelled.
public protocol BatchService: Sendable {
  /// Where a task that sends one request after the other runs best; nil for anywhere. What takes
  /// longer, such as decoding a page, holds up everything else there.
  var executor: (any TaskExecutor)? { get }
  func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage
  func batch(id: String) async throws(ServiceFailure) -> Batch
}

extension BatchService {
  public var executor: (any TaskExecutor)? { nil }

  public func page(_ request: PageRequest) async throws(ServiceFailure) -> BatchPage {
    try await fetch(request).decode()
  }
}

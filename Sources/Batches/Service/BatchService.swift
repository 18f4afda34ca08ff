/// A server of batches. Every call is a single try: the caller retries according to `RetryPolicy`,
/// where the user can see and stop the wait.
///
/// When its task is cancelled, a call fails with `ServiceFailure.Kind.cancelled`.
public protocol BatchService: Sendable {
  /// The best executor for a task that sends one request after another; nil for the default one. Long
  /// work on it, such as decoding a page, delays all transfers.
  var executor: (any TaskExecutor)? { get }
  /// Whether a page can be requested behind any row; otherwise only behind rows that were read.
  var continuesAnywhere: Bool { get }
  func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage
  func batch(id: String) async throws(ServiceFailure) -> Batch
}

extension BatchService {
  public var executor: (any TaskExecutor)? { nil }
  public var continuesAnywhere: Bool { true }

  public func page(_ request: PageRequest) async throws(ServiceFailure) -> BatchPage {
    try await fetch(request).decode()
  }
}

/// One request for a page of the list.
public struct PageRequest: Sendable, Hashable {
  /// The id after which the page starts; nil for the head of the list.
  public var after: String?
  /// The number of rows asked for; nil leaves it to the server.
  public var limit: Int?

  public init(after: String? = nil, limit: Int? = nil) {
    self.after = after
    self.limit = limit
  }
}

/// One answer to a `PageRequest`, already decoded.
public struct BatchPage: Sendable, Hashable {
  /// The rows in the server's order; may hold an id twice if the server sent it twice.
  public var batches: [Batch]
  /// How many elements of the page cannot be shown because they have no id, by the number of
  /// `batches` before them: behind the last one stand those that the next page may bring again.
  public var skippedBehind: [Int: Int]
  /// How many elements came after the first `DecodingLimits.elementsPerPage`, and were left
  /// unread.
  public var overLimit: Int
  /// What the server said of further pages; nil when it said nothing.
  public var hasMore: Bool?
  /// What the server said of an error that it reports beside the rows; nil as a rule.
  public var errorBesideRows: String?
  /// The server's answer was no page of a list but the list itself (a bare array).
  public var isWholeList: Bool

  public init(
    batches: [Batch], hasMore: Bool? = nil, skippedBehind: [Int: Int] = [:],
    isWholeList: Bool = false, overLimit: Int = 0, errorBesideRows: String? = nil
  ) {
    self.batches = batches
    self.hasMore = hasMore
    self.skippedBehind = skippedBehind
    self.isWholeList = isWholeList
    self.overLimit = overLimit
    self.errorBesideRows = errorBesideRows
  }

  /// How many elements of the page cannot be shown because they have no id.
  public var skipped: Int { skippedBehind.values.reduce(0, +) }
}

/// A server of batches. Every call is one try: when and whether to try again is decided by
/// `RetryPolicy` where the waiting can be seen and stopped.
///
/// A call ends early, with `ServiceFailure.Kind.cancelled`, when its task is cancelled.
public protocol BatchService: Sendable {
  func page(_ request: PageRequest) async throws(ServiceFailure) -> BatchPage
  func batch(id: String) async throws(ServiceFailure) -> Batch

  /// Where tasks that call the service are best run, so that they seldom change threads; nil where
  /// that makes no difference.
  var preferredExecutor: (any TaskExecutor)? { get }
}

extension BatchService {
  public var preferredExecutor: (any TaskExecutor)? { nil }
}

import BatchStore
import Batches

/// What goes into the loader, comes out of it, and is kept in it.
extension PageLoader {
  /// What a request is for.
  enum Purpose: Sendable, Hashable {
    /// The page after the last loaded row.
    case tail
    /// The page after the row of this id, below which rows may be missing.
    case gap(afterID: BatchID)
    /// A step of a refresh that the user asked for.
    case refresh
    /// A step of an auto-refresh.
    case autoRefresh
    /// A step of a full reload.
    case reload

    /// Whether the user asked for it, so that it goes before what is only fetched ahead.
    var isAskedFor: Bool {
      switch self {
      case .tail, .gap, .autoRefresh: false
      case .refresh, .reload: true
      }
    }
  }

  enum Phase: Sendable, Hashable {
    /// The request is under way; its number distinguishes its answer from a stale one.
    case waiting(number: Int)
    /// It failed, and is sent again when `due`.
    case pausing(due: Double, failure: ServiceFailure)
  }

  enum Request: Sendable, Hashable {
    case send(ServiceRequest, number: Int)
    /// The answer is not wanted any more.
    case cancel(number: Int)
  }

  /// What has come, for whoever holds the rows.
  enum Event: Sendable {
    /// Rows behind the last one. Where the merge is deferred, the next request goes out first: the
    /// server then works on that one meanwhile.
    case tailPage(BatchPage, afterID: BatchID?, sentAt: Double, isDeferred: Bool)
    /// Rows below the row of this id; `merged(_:intoGapAfter:…)` must be called with what became of them.
    case gapPage(BatchPage, afterID: BatchID, sentAt: Double)
    /// Rows of the head, from a refresh that hands them out as they come.
    /// - Parameters:
    ///   - afterID: the row that they follow; nil for the first page.
    ///   - reachesEnd: whether the list ends with them.
    case refreshPage(BatchPage, afterID: BatchID?, sentAt: Double, reachesEnd: Bool)
    case refreshed(HeadRefresh, isAskedFor: Bool)
    case reloaded(FullReload)
    /// Loading all has come to the end of the list.
    case loadedAll
    case failed(ServiceFailure, Purpose)
  }

  struct Output: Sendable {
    var requests: [Request] = []
    var events: [Event] = []

    static func + (one: Output, other: Output) -> Output {
      Output(requests: one.requests + other.requests, events: one.events + other.events)
    }
  }

  /// What the one request is for, with what was gathered for it so far.
  enum Work: Sendable {
    case tail
    case gap(afterID: BatchID)
    case refresh(HeadRefresh, isAskedFor: Bool)
    case reload(FullReload)
    /// While its content is changed in place: a reload holds as many rows as the list.
    case modifying
  }

  struct Job: Sendable {
    var work: Work
    var request: ServiceRequest
    var phase: Phase
    /// When the request was first sent.
    var sentAt: Double
    /// Tries already made after the first.
    var retriesDone = 0
  }

  /// A request for the page behind the one that is being decoded, while all is loaded.
  struct RequestAhead: Sendable, Hashable {
    let request: PageRequest
    let number: Int
    /// The number of the request whose answer is being decoded.
    let follows: Int
    let sentAt: Double
  }

  /// The rows that a refresh reads first.
  struct RefreshTargets: Sendable {
    /// Those that are read each time, whatever else there is.
    var pinned: Set<BatchID> = []
    var onScreen: Set<BatchID> = []
  }
}

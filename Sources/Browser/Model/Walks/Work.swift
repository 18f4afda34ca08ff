import Batches

/// A request to the server, of which there is at most one at a time.
public enum ServiceRequest: Sendable, Hashable {
  case page(PageRequest)
  case batch(id: String)
}

/// What the one request in flight is for.
enum Work: Sendable, Hashable {
  /// The page after the last loaded row.
  case tail
  /// The page after the row of this id, below which rows may be missing.
  case gap(afterID: String)
  /// The next step of `BrowserState.refresh`.
  case refresh
  /// The same of a refresh that nobody asked for.
  case autoRefresh
  /// The next step of `BrowserState.reread`.
  case reread

  /// Whether the user asked for it, so that it goes before what is only fetched ahead.
  var isAskedFor: Bool {
    switch self {
    case .tail, .gap, .autoRefresh: false
    case .refresh, .reread: true
    }
  }
}

/// Work that goes on: waiting for an answer, or for the time to try again.
struct Job: Sendable {
  enum Phase: Sendable, Hashable {
    /// A request is under way; its number tells its answer from a stale one.
    case waiting(number: Int)
    /// It failed, and is sent again at `due` (seconds since 1970).
    case pausing(due: Double, failure: ServiceFailure)
  }

  var work: Work
  var request: ServiceRequest
  var phase: Phase
  /// When the request was first sent, in seconds since 1970.
  var sentAt: Double
  /// Tries already made after the first.
  var retriesDone = 0

  /// Whether it waits for its next try.
  var isPausing: Bool {
    if case .pausing = phase { true } else { false }
  }

  init(work: Work, request: ServiceRequest, number: Int, sentAt: Double) {
    self.work = work
    self.request = request
    self.phase = .waiting(number: number)
    self.sentAt = sentAt
  }
}

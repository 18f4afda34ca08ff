import Batches

/// A request to the server, of which there is at most one at a time.
public enum ServiceRequest: Sendable, Hashable {
  case page(PageRequest)
  case batch(id: String)
}

/// What the one request in flight is for.
public enum Work: Sendable {
  /// The page after the last loaded row.
  case tail
  /// The page after the row of this id, below which rows may be missing.
  case gap(afterID: String)
  case refresh(RefreshWalk)
  case reread(RereadWalk)

  /// Whether the user asked for it, so that it goes before what is only fetched ahead.
  public var isAskedFor: Bool {
    switch self {
    case .tail, .gap: false
    case .refresh, .reread: true
    }
  }
}

/// Work that goes on: waiting for an answer, or for the time to try again.
public struct Job: Sendable {
  public enum Phase: Sendable, Hashable {
    /// A request is under way; its number tells its answer from a stale one.
    case waiting(number: Int)
    /// It failed, and is sent again at `due` (seconds since 1970).
    case pausing(due: Double, failure: ServiceFailure)
  }

  public var work: Work
  public var request: ServiceRequest
  public var phase: Phase
  /// When the request was first sent, in seconds since 1970.
  public var sentAt: Double
  /// Tries already made after the first.
  public var retriesDone = 0

  public init(work: Work, request: ServiceRequest, number: Int, sentAt: Double) {
    self.work = work
    self.request = request
    self.phase = .waiting(number: number)
    self.sentAt = sentAt
  }
}

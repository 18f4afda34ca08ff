/// A point in a batch's life that the API gives a time for, in the order a life normally takes.
public enum Moment: String, Sendable, Hashable, CaseIterable {
  case created = "created_at"
  case inProgress = "in_progress_at"
  case finalizing = "finalizing_at"
  case completed = "completed_at"
  case failed = "failed_at"
  case expired = "expired_at"
  case cancelling = "cancelling_at"
  case cancelled = "cancelled_at"
  /// The deadline: the only moment that lies in the future while the batch lives.
  case expires = "expires_at"

  /// The field's name in the API.
  public var field: String { rawValue }

  /// Whether a batch that reached this moment has come to its end.
  public var isEnd: Bool {
    switch self {
    case .completed, .failed, .expired, .cancelled: true
    case .created, .inProgress, .finalizing, .cancelling, .expires: false
    }
  }
}

/// The times of a batch that are set, in whole seconds since 1970-01-01 00:00 UTC.
public struct Timestamps: Sendable, Hashable {
  // Not a dictionary or array: every batch has times, and none should cost an allocation.
  private var created, inProgress, finalizing, completed, failed: Int?
  private var expired, cancelling, cancelled, expires: Int?

  public init(_ times: [Moment: Int] = [:]) {
    for (moment, time) in times { self[moment] = time }
  }

  /// Seconds since 1970 in UTC, or nil where the server set no time.
  public subscript(moment: Moment) -> Int? {
    get {
      switch moment {
      case .created: created
      case .inProgress: inProgress
      case .finalizing: finalizing
      case .completed: completed
      case .failed: failed
      case .expired: expired
      case .cancelling: cancelling
      case .cancelled: cancelled
      case .expires: expires
      }
    }
    set {
      switch moment {
      case .created: created = newValue
      case .inProgress: inProgress = newValue
      case .finalizing: finalizing = newValue
      case .completed: completed = newValue
      case .failed: failed = newValue
      case .expired: expired = newValue
      case .cancelling: cancelling = newValue
      case .cancelled: cancelled = newValue
      case .expires: expires = newValue
      }
    }
  }
}

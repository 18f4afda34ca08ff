/// A field of the API that holds a time, in the usual order of a batch's life.
public enum TimestampField: String, Sendable, Hashable, CaseIterable {
  case created = "created_at"
  case inProgress = "in_progress_at"
  case finalizing = "finalizing_at"
  case completed = "completed_at"
  case failed = "failed_at"
  case expired = "expired_at"
  case cancelling = "cancelling_at"
  case cancelled = "cancelled_at"
  /// The deadline: the only one that lies in the future while the batch is unfinished.
  case expires = "expires_at"

  /// In the API.
  public var name: String { rawValue }

  /// Whether a batch for which it is set is finished.
  public var isTerminal: Bool {
    switch self {
    case .completed, .failed, .expired, .cancelled: true
    case .created, .inProgress, .finalizing, .cancelling, .expires: false
    }
  }
}

/// The times of a batch that are set, in whole seconds since 1970 in UTC.
public struct Timestamps: Sendable, Hashable {
  // Not a dictionary or array: every batch has times, and they must not cost an allocation.
  private var created, inProgress, finalizing, completed, failed: Int?
  private var expired, cancelling, cancelled, expires: Int?

  public init(_ times: [TimestampField: Int] = [:]) {
    for (field, time) in times { self[field] = time }
  }

  /// Seconds since 1970 in UTC, or nil where the server set no time.
  public subscript(field: TimestampField) -> Int? {
    get {
      switch field {
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
      switch field {
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

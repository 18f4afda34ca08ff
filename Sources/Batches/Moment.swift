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
  private var values: [Int?]

  public init(_ times: [Moment: Int] = [:]) {
    values = Moment.allCases.map { times[$0] }
  }

  /// Seconds since 1970 in UTC, or nil where the server set no time.
  public subscript(moment: Moment) -> Int? {
    get { values[moment.index] }
    set { values[moment.index] = newValue }
  }
}

extension Moment {
  fileprivate var index: Int {
    switch self {
    case .created: 0
    case .inProgress: 1
    case .finalizing: 2
    case .completed: 3
    case .failed: 4
    case .expired: 5
    case .cancelling: 6
    case .cancelled: 7
    case .expires: 8
    }
  }
}

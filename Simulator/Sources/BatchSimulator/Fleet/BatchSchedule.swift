import Batches

/// The predetermined life of a batch: when it enters each state, and its outcome. All times are in epoch
/// seconds.
struct BatchSchedule: Sendable, Hashable {
  enum Outcome: Sendable, Hashable, CaseIterable {
    case completed, failed, cancelled, expired
  }

  /// Seconds from creation to `expires_at`: the completion window of 24 hours.
  static let window = 86_400

  var created: Int
  /// When validation ends: the batch is queued, or fails.
  var validated: Int
  /// nil for one that never leaves the queue.
  var started: Int?
  var cancelling: Int?
  var finalizing: Int?
  var finished: Int
  var outcome: Outcome
  /// Requests in the input file.
  var total: Int
  /// The part of all requests that is finished when work stops, from 0 to 1.
  var reach = 1.0
  /// The part of the working time after which there is no more progress, from 0 to 1.
  var stall = 1.0
  /// The part of the finished requests that failed, from 0 to 1.
  var failing = 0.0
  /// Empty unless the batch fails.
  var errors: [BatchError] = []

  var expires: Int { created + Self.window }
}

extension BatchSchedule {
  /// The status of the batch, which exists from `created` on.
  func status(at time: Int) -> String {
    if time >= finished {
      switch outcome {
      case .completed: return "completed"
      case .failed: return "failed"
      case .cancelled: return "cancelled"
      case .expired: return "expired"
      }
    }
    if let cancelling, time >= cancelling { return "cancelling" }
    if let finalizing, time >= finalizing { return "finalizing" }
    if let started, time >= started { return "in_progress" }
    return time >= validated ? "in_queue" : "validating"
  }

  /// The timestamps that are set by then; the deadline is set from the beginning.
  func timestamps(at time: Int) -> Timestamps {
    var times = Timestamps([.created: created, .expires: expires])
    let steps = [
      (TimestampField.inProgress, started), (.cancelling, cancelling), (.finalizing, finalizing),
      (outcomeField, finished),
    ]
    for case (let field, let step?) in steps where step <= time {
      times[field] = step
    }
    return times
  }

  /// nil until the input file is validated.
  func counts(at time: Int) -> RequestCounts? {
    guard time >= validated, outcome != .failed || started != nil else { return nil }
    let done = Int(progress(at: time) * reach * Double(total))
    let failed = Int((Double(done) * failing).rounded())
    return RequestCounts(total: total, completed: done - failed, failed: failed)
  }

  /// The part of `reach` that is finished, from 0 to 1.
  func progress(at time: Int) -> Double {
    guard let started, time > started else { return 0 }
    let stop = cancelling ?? finalizing ?? finished
    guard time < stop else { return 1 }
    return min(1, Double(time - started) / (Double(stop - started) * max(stall, 0.01)))
  }

  private var outcomeField: TimestampField {
    switch outcome {
    case .completed: .completed
    case .failed: .failed
    case .cancelled: .cancelled
    case .expired: .expired
    }
  }
}

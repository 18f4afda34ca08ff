import Batches

/// A view of the list: which of the loaded rows it shows.
package enum Tab: Int, Sendable, Hashable, CaseIterable {
  case all
  /// Every status that is not an end, unknown ones included.
  case active
  /// Failed, expired, completed with failures or without output, cancelling for over an hour,
  /// overdue, stuck.
  case problems
  /// Completed, whatever became of the requests.
  case done
  case cancelled

  package var title: String {
    switch self {
    case .all: "All"
    case .active: "Active"
    case .problems: "Problems"
    case .done: "Done"
    case .cancelled: "Cancelled"
    }
  }

  /// - Parameter verdict: of this batch; only `problems` looks at it.
  package func contains(_ batch: Batch, verdict: @autoclosure () -> Verdict?) -> Bool {
    let meaning = batch.status.meaning
    return switch self {
    case .all: true
    case .active: batch.isActive
    case .problems: meaning == .failed || meaning == .expired || verdict() != nil
    case .done: meaning == .completed
    case .cancelled: meaning == .cancelled
    }
  }
}

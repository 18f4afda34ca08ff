import Batches

/// What became of a batch that says it is completed: the status alone calls a batch a success in
/// which every request failed.
package enum CompletionOutcome: Sendable, Hashable {
  case success
  case someFailed
  case allFailed
  /// There is no output file.
  case noOutput
  /// By the counts some requests, or all, were neither done nor failed.
  case notDone
}

extension Batch {
  /// What matters most; nil unless the status means completed.
  package var completionOutcome: CompletionOutcome? {
    guard status.meaning == .completed else { return nil }
    let failed = counts?.failed ?? 0
    if failed > 0, counts?.completed ?? 0 <= 0, counts?.total.map({ failed >= $0 }) ?? true {
      return .allFailed
    }
    if lacksOutput { return .noOutput }
    if notDone > 0 { return .notDone }
    return failed > 0 || status.isPartial ? .someFailed : .success
  }

  /// Requests that were neither done nor failed, as far as the counts say; never negative.
  package var notDone: Int {
    guard let total = counts?.total, let completed = counts?.completed else { return 0 }
    let rest = total.minusSaturating(max(0, completed))
    return max(0, rest.minusSaturating(max(0, counts?.failed ?? 0)))
  }
}

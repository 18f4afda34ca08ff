import Batches

/// What became of a batch that says it is completed: the status alone calls a batch a success in
/// which every request failed.
enum CompletionOutcome: Sendable, Hashable {
  case success
  case someFailed
  case allFailed
  /// An error file but no output file, and no counts that say more.
  case onlyErrors
}

extension Batch {
  /// Nil unless the status means completed.
  var completionOutcome: CompletionOutcome? {
    guard status.meaning == .completed else { return nil }
    let failed = counts?.failed ?? 0
    if failed > 0 {
      let succeeded = counts?.completed ?? 0
      let isAll = counts?.total.map { failed >= $0 } ?? true
      return succeeded <= 0 && isAll ? .allFailed : .someFailed
    }
    let hasOutput = !(outputFileID ?? "").isEmpty
    let hasErrors = !(errorFileID ?? "").isEmpty
    return !hasOutput && hasErrors ? .onlyErrors : .success
  }
}

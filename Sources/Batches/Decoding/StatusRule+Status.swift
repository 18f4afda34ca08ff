extension Dialect.StatusRule {
  /// The status of a row, derived from its counts where the dialect has none that says as much.
  /// - Parameter named: the one that the row names.
  func status(
    of named: BatchStatus, _ rowCounts: RowCounts, _ fields: RowFields
  ) -> BatchStatus {
    let counts = rowCounts.requests ?? RequestCounts()
    let (done, failed) = (counts.completed ?? 0, counts.failed ?? 0)
    let others = rowCounts.others ?? RowCounts.Others()
    switch self {
    case .word: return named
    case .endedByCounts:
      guard named.meaning == .completed else { return named }
      let isCancelled =
        others.cancelled > 0
        || fields.synonyms.contains { meaning, row, _ in
          meaning == .field(.cancelling) && !fields.document.isNothing(row)
        }
      let meaning: BatchStatus.Meaning =
        if isCancelled {
          .cancelled
        } else if done > 0 {
          .completed
        } else if failed > 0 {
          others.expired > 0 ? .expired : .failed
        } else {
          others.expired > 0 ? .expired : .completed
        }
      return BatchStatus(named.text, meaning: meaning)
    case .byCounts:
      let isCancelled = fields.synonyms.contains { meaning, row, _ in
        meaning == .cancel && !fields.document.isNothing(row)
      }
      let word =
        if isCancelled, others.pending ?? 0 > 0 {
          "cancelling"
        } else if isCancelled {
          // With errors, it was the provider that cancelled it.
          fields[.errors].map { !fields.document.isNothing($0) } == true ? "failed" : "cancelled"
        } else if counts.total ?? 0 == 0 {
          "validating"
        } else if others.pending ?? 0 > 0 {
          "in_progress"
        } else {
          "completed"
        }
      return BatchStatus(word)
    }
  }
}

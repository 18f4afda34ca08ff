import Batches

extension Verdict {
  /// Columns that `short` takes at most.
  package static let shortColumns = 14

  /// For a column of the list.
  package var short: String {
    switch self {
    case .allFailed: "all failed"
    case .noOutput, .expiredWithoutOutput: "no output"
    case .notDone(let count): Self.fitted("\(count) not done", else: "some not done")
    case .someFailed(let count?): Self.fitted("\(count) failed", else: "some failed")
    case .someFailed(nil): "in part"
    case .expiredWithOutput: "partial output"
    case .overdue(let seconds): Self.fitted("overdue", seconds)
    case .cancellingLong(let seconds): Self.fitted("cancelling", seconds)
    case .stuck(let stuck): Self.fitted("stuck", stuck.seconds)
    }
  }

  /// Seconds until `short` says something else, as long as the verdict holds; nil for never.
  package var secondsUntilShortChanges: Int? {
    switch self {
    case .allFailed, .noOutput, .notDone, .someFailed, .expiredWithOutput, .expiredWithoutOutput:
      nil
    case .overdue(let seconds), .cancellingLong(let seconds):
      SpanText.short.secondsUntilChange(age: seconds)
    case .stuck(let stuck): SpanText.short.secondsUntilChange(age: stuck.seconds)
    }
  }

  /// For the progress of a batch, which shows its failures itself; nil where it shows everything.
  package var remark: String? {
    switch self {
    case .allFailed, .someFailed(_?): nil
    case .someFailed(nil), .noOutput, .notDone, .expiredWithOutput, .expiredWithoutOutput, .overdue,
      .cancellingLong,
      .stuck:
      short
    }
  }

  /// What is wrong, with the numbers that it was judged by.
  package func sentence(of batch: Batch) -> String {
    switch self {
    case .allFailed:
      return "every request failed" + (Self.failed(batch).map { ": " + $0 } ?? "")
    case .noOutput:
      return "completed without an output file"
        + (batch.hasErrorFile ? ", only an error file" : "")
    case .notDone(let count):
      let total = batch.counts?.total.map { " of \($0)" } ?? ""
      return "completed, but by the counts \(count)\(total) requests were neither done nor failed"
    case .someFailed(nil):
      return "only part of it succeeded, by its status"
    case .someFailed(let count?):
      return (Self.failed(batch) ?? String(count)) + " requests failed"
    case .expiredWithOutput:
      return "expired\(Self.done(batch)); what was done is in the output file"
    case .expiredWithoutOutput:
      return "expired\(Self.done(batch)), "
        + (batch.hasOutput ? "so the output file holds no results" : "without an output file")
    case .overdue(let seconds):
      return "overdue: its deadline passed \(SpanText.long(seconds)) ago and it has not ended"
    case .cancellingLong(let seconds):
      return "cancelling for \(SpanText.long(seconds)), over an hour"
    case .stuck(let stuck):
      return
        "stuck: \(Self.words(for: stuck.phase)) for \(SpanText.long(stuck.seconds)), and the median of "
        + "\(stuck.norm.count) batches of the last \(PhaseNorm.days) days is "
        + SpanText.long(stuck.norm.median)
    }
  }

  /// A batch that is being validated is not queued yet, and both have begun to wait at the same time.
  private static func words(for phase: MeasuredPhase) -> String {
    phase == .queued ? "waiting to run" : phase.label
  }

  private static func failed(_ batch: Batch) -> String? {
    guard let failed = batch.counts?.failed else { return nil }
    return batch.counts?.total.map { "\(failed) of \($0)" } ?? String(failed)
  }

  private static func done(_ batch: Batch) -> String {
    guard let done = batch.counts?.completed else { return "" }
    return batch.counts?.total.map { " with \(done) of \($0) requests done" }
      ?? " with \(done) requests done"
  }

  private static func fitted(_ word: String, _ seconds: Int) -> String {
    fitted(word + " " + SpanText.short(seconds), else: word)
  }

  private static func fitted(_ text: String, else shorter: String) -> String {
    text.utf8.count <= shortColumns ? text : shorter
  }
}

import Batches

/// The clock that runs against a batch: towards its deadline while it is active, and towards the day
/// on which the server drops its results after it ended.
package struct Countdown: Sendable, Hashable {
  package enum Goal: Sendable, Hashable {
    /// `expires_at`
    case deadline
    /// `expires_at`, which this provider only hopes to meet.
    case target
    /// An estimate: no field of the API has it.
    case results
  }

  package var goal: Goal
  /// What is left; negative for what is past.
  package var seconds: Int

  /// - Parameter now: seconds since 1970 in UTC.
  /// - Returns: nil where no clock runs: there is no deadline, or there are no results.
  package init?(of batch: Batch, now: Int) {
    if !batch.hasEnded {
      guard let deadline = batch.times[.expires], !Self.isNever(deadline, now: now) else {
        return nil
      }
      goal = batch.terms.deadline == .target ? .target : .deadline
      seconds = deadline.minusSaturating(now)
      if seconds < 0, batch.terms.deadline == .unclear { return nil }
    } else {
      guard batch.hasOutput || batch.hasErrorFile, let start = Self.keptSince(batch),
        let days = batch.terms.daysKept
      else { return nil }
      goal = .results
      // The clock of the server may be ahead of ours.
      seconds = (days * Self.day).minusSaturating(max(0, now.minusSaturating(start)))
    }
  }

  /// Whether a deadline is so far away that it means none, such as the end of the year 9999.
  package static func isNever(_ deadline: Int, now: Int) -> Bool {
    deadline.minusSaturating(now) > longestDeadline
  }

  /// A hundred years, in seconds.
  private static let longestDeadline = 100 * 365 * day

  /// From when the days count for which results are kept.
  private static func keptSince(_ batch: Batch) -> Int? {
    batch.terms.keptFromCreation ? batch.times[.created] : batch.endedAt
  }

  /// Seconds since 1970 at which the results are assumed to go; nil where that is unknown.
  package static func endOfResults(of batch: Batch) -> Int? {
    guard let start = keptSince(batch), let days = batch.terms.daysKept else { return nil }
    return start.addingSaturating(days * day)
  }

  /// For a column of the list: "21h", "-6h", "~29d"; nothing for results that are gone.
  package var short: String {
    switch goal {
    case .deadline, .target:
      (seconds < 0 ? "-" : "") + SpanText.short(Int(clamping: seconds.magnitude))
    case .results: seconds < 0 ? "" : "~" + rough
    }
  }

  /// In words: "21h left", "overdue by 6h 45m", "results go in about 29d", "results are probably
  /// gone".
  package var text: String {
    switch goal {
    case .deadline:
      seconds >= 0
        ? SpanText.long(seconds) + " left"
        : "overdue by " + SpanText.long(Int(clamping: seconds.magnitude))
    case .target:
      seconds >= 0
        ? SpanText.long(seconds) + " left to its target"
        : "past its target by " + SpanText.long(Int(clamping: seconds.magnitude))
    case .results: seconds >= 0 ? "results go in about " + rough : "results are probably gone"
    }
  }

  /// Days as long as there are some: who asks for next week cannot use whole weeks.
  private var rough: String {
    seconds >= Self.day ? "\(seconds / Self.day)d" : SpanText.short(seconds)
  }

  private static let day = 86_400

  /// Seconds until `text` says something else; nil when it stays.
  package var secondsUntilTextChanges: Int? {
    switch goal {
    case .deadline, .target: SpanText.long.secondsUntilChange(age: 0.minusSaturating(seconds))
    case .results: secondsUntilShortChanges
    }
  }

  /// Seconds until `short` says something else; nil when it stays.
  package var secondsUntilShortChanges: Int? {
    switch goal {
    case .results where seconds < 0: nil
    case .results where seconds >= Self.day: seconds % Self.day + 1
    case .deadline, .target, .results:
      SpanText.short.secondsUntilChange(age: 0.minusSaturating(seconds))
    }
  }
}

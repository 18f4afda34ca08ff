import Batches

/// How a batch that has not ended becomes a problem by the passing of time alone.
///
/// All times are seconds since 1970 in UTC, all spans seconds.
package struct ProblemClock: Sendable, Hashable {
  /// `expires_at`.
  private var deadline: Int?
  private var cancellingSince: Int?
  private var phase: MeasuredPhase?
  private var phaseSince: Int?

  /// Cancelling for longer than this is a problem.
  static let longCancelling = 3600
  /// In its phase for no longer than this a batch is never stuck, however short the median.
  static let leastStuck = 600
  /// In its phase for longer than this many medians a batch is stuck.
  static let stuckMedians = 3

  /// - Returns: nil for a batch that has ended.
  package init?(_ batch: Batch) {
    guard !batch.hasEnded else { return nil }
    deadline = batch.terms.deadline == .limit ? batch.times[.expires] : nil
    if batch.status.meaning == .cancelling { cancellingSince = batch.stateSince }
    phase = MeasuredPhase(batch.status.meaning)
    phaseSince = phase == nil ? nil : batch.stateSince
  }

  /// Seconds since the deadline passed; nil while it has not.
  package func overdue(now: Int) -> Int? {
    Self.span(from: deadline, to: now, above: 0)
  }

  /// Seconds of cancelling, once they are too many.
  package func cancellingLong(now: Int) -> Int? {
    Self.span(from: cancellingSince, to: now, above: Self.longCancelling)
  }

  package struct Stuck: Sendable, Hashable {
    package var phase: MeasuredPhase
    /// In the phase, in seconds.
    package var seconds: Int
    /// What is usual.
    var norm: PhaseNorm
  }

  /// Nil unless the batch has been in its phase for far longer than is usual.
  package func stuck(now: Int, baselines: PhaseBaselines) -> Stuck? {
    guard let phase, let norm = baselines[phase] else { return nil }
    return Self.span(from: phaseSince, to: now, above: Self.limit(norm)).map {
      Stuck(phase: phase, seconds: $0, norm: norm)
    }
  }

  func isProblem(now: Int, baselines: PhaseBaselines) -> Bool {
    overdue(now: now) != nil || cancellingLong(now: now) != nil
      || stuck(now: now, baselines: baselines) != nil
  }

  /// When the next of these problems begins, if none of the medians changes; nil for never.
  package func nextProblem(after now: Int, baselines: PhaseBaselines) -> Int? {
    let stuckLimit = phase.flatMap { baselines[$0] }.map(Self.limit)
    let starts = [
      Self.start(deadline, 0), Self.start(cancellingSince, Self.longCancelling),
      stuckLimit.flatMap { Self.start(phaseSince, $0) },
    ]
    return starts.compactMap(\.self).filter { $0 > now }.min()
  }

  private static func limit(_ norm: PhaseNorm) -> Int {
    max(stuckMedians * norm.median, leastStuck)
  }

  private static func start(_ moment: Int?, _ limit: Int) -> Int? {
    guard let moment else { return nil }
    let (time, overflow) = moment.addingReportingOverflow(limit + 1)
    return overflow ? nil : time
  }

  private static func span(from moment: Int?, to now: Int, above limit: Int) -> Int? {
    guard let moment else { return nil }
    let span = now.minusSaturating(moment)
    return span > limit ? span : nil
  }
}

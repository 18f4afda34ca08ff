import Batches

/// When a batch will be done at the pace that was observed, and what that estimate is based on.
package struct ETA: Sendable, Hashable {
  package enum Outlook: Sendable, Hashable {
    /// Seconds since 1970 in UTC.
    case done(at: Int)
    /// Every request has ended; what is left is the server's own work.
    case requestsDone
    case unknown(Reason)
  }

  package enum Reason: Sendable, Hashable {
    case notBegun
    case noCounts
    case noRequests
    case oneSample
    /// Nothing ended within so many seconds.
    case noProgress(seconds: Int)
  }

  package var outlook: Outlook
  package var counts: RequestCounts?
  /// Requests in a second.
  var pace: Double?
  /// Seconds over which that was observed, where these are more than usual: the batch was last looked at in an
  /// earlier run.
  var observed: Int?
  /// `expires_at`
  package var deadline: Int?

  /// - Parameter history: up to the present row.
  /// - Returns: nil for a batch that has ended or is being cancelled: it will not be done.
  package init?(of batch: Batch, history: ProgressHistory?) {
    guard !batch.hasEnded, batch.status.meaning != .cancelling else { return nil }
    counts = batch.counts
    deadline = batch.times[.expires]
    let hasBegun = MeasuredPhase(batch.status.meaning) != .queued
    guard let counts = batch.counts, let total = counts.total, total > 0,
      let fraction = counts.countedFraction,
      let history, let last = history.samples.last
    else {
      let isEmpty = hasBegun && batch.counts?.total == 0
      outlook = .unknown(isEmpty ? .noRequests : hasBegun ? .noCounts : .notBegun)
      return
    }
    guard fraction < 1 else {
      outlook = .requestsDone
      return
    }
    guard let pace = history.pace else {
      outlook = .unknown(!hasBegun && last.done == 0 ? .notBegun : .oneSample)
      return
    }
    guard pace > 0 else {
      let seconds = Int(history.span.rounded(.down))
      outlook = .unknown(!hasBegun && last.done == 0 ? .notBegun : .noProgress(seconds: seconds))
      return
    }
    self.pace = pace
    if history.span > Self.usualSpan { observed = Int(history.span) }
    let end = last.time + (Double(total) - Double(last.done)) / pace
    // Beyond any calendar a number of seconds would not fit into an integer.
    outlook = .done(at: Int(min(end, Double(CivilTime.range.upperBound)).rounded(.up)))
  }
}

extension ETA {
  /// In seconds.
  private static let usualSpan = 1800.0

  /// "61%, 38/min, done in about 12m, 3h before the deadline"
  /// - Parameter now: seconds since 1970 in UTC.
  package func text(now: Int) -> String {
    let share = (counts?.percentText).map { [$0] } ?? []
    let parts: [String]
    switch outlook {
    case .unknown(let reason): parts = share + ["unknown: " + reason.text]
    case .requestsDone: parts = share + ["every request has ended"]
    case .done(let end):
      parts =
        share + [paceText].compactMap(\.self) + [Self.text(end: end, now: now)]
        + [deadline.map { Self.text(end: end, deadline: $0) }].compactMap(\.self)
    }
    return parts.joined(separator: ", ")
  }

  /// Whether it will come after the deadline.
  package var isLate: Bool {
    guard case .done(let end) = outlook, let deadline else { return false }
    return end > deadline
  }

  /// Seconds until `text` says something else; nil when it will not by the passing of time alone.
  package func secondsUntilChange(now: Int) -> Int? {
    guard case .done(let end) = outlook, end > now else { return nil }
    let left = end.minusSaturating(now)
    let unit = Self.unit(of: left)
    return max(1, left - (left - 1) / unit * unit)
  }

  private static func text(end: Int, now: Int) -> String {
    let left = end.minusSaturating(now)
    if left <= 0 { return "done about now" }
    return left <= 60 ? "done in less than a minute" : "done in about " + rough(left)
  }

  private static func text(end: Int, deadline: Int) -> String {
    let margin = deadline.minusSaturating(end)
    let size = Int(clamping: margin.magnitude)
    let span = size < 60 ? "just" : rough(size, rounding: .down)
    return "\(span) \(margin >= 0 ? "before" : "after") the deadline"
  }

  /// An estimate to the minute, and from a day on to the hour.
  private static func rough(
    _ seconds: Int, rounding: FloatingPointRoundingRule = .up
  ) -> String {
    let unit = unit(of: seconds)
    let units = (Double(seconds) / Double(unit)).rounded(rounding)
    return SpanText.long(Int(units) * unit)
  }

  private static func unit(of seconds: Int) -> Int { seconds > 86_400 ? 3600 : 60 }

  private var paceText: String? {
    pace.map { Self.text(pace: $0) + (observed.map { " over " + SpanText.long($0) } ?? "") }
  }

  /// "38/min", "4.2/min", "12/h"
  private static func text(pace: Double) -> String {
    let perMinute = pace * 60
    if perMinute >= 1 { return number(perMinute) + "/min" }
    let perHour = pace * 3600
    return perHour >= 1 ? number(perHour) + "/h" : number(pace * 86_400) + "/d"
  }

  /// Two digits that count, and all before the point.
  private static func number(_ value: Double) -> String {
    let tenths = Int(min(value * 10, 1e15).rounded())
    if tenths == 0 { return "<0.1" }
    if tenths >= 100 || tenths % 10 == 0 { return String((tenths + 5) / 10) }
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension ETA.Reason {
  fileprivate var text: String {
    switch self {
    case .notBegun: "it has not begun to run"
    case .noCounts: "the server gives no counts"
    case .noRequests: "it has no requests"
    case .oneSample: "needs another refresh"
    case .noProgress(let seconds): "no progress in " + SpanText.long(seconds)
    }
  }
}

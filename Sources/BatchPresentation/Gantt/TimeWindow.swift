/// The stretch of time that the Gantt picture shows. All times are seconds since 1970 in UTC, all
/// spans seconds.
package struct TimeWindow: Sendable, Equatable {
  package private(set) var span: Double
  /// The left edge; nil where the window moves along with now.
  private(set) var fixedStart: Double?

  /// A window that moves along has so much of itself before now.
  private static let shareBeforeNow = 0.9
  package static let spans = 60.0...3_200_000_000
  private static let hour = 3600.0
  private static let day = 86_400.0
  /// Whole lives are shown with so much room before them.
  private static let margin = 0.04
  /// From so many lives on, a tenth of them is few.
  private static let leastWithFew = 8
  /// A few that end after now are shown unless all the rest would take less than this part of the
  /// picture.
  private static let mostAhead = 20.0
  /// One key pans by so much of the span.
  private static let panShare = 0.25

  package init(span: Double, fixedStart: Double? = nil) {
    self.span = min(max(span, Self.spans.lowerBound), Self.spans.upperBound)
    self.fixedStart = fixedStart
  }

  package var followsNow: Bool { fixedStart == nil }

  package func start(now: Double) -> Double { fixedStart ?? now - Self.shareBeforeNow * span }

  /// A window that moves along does so by whole columns, so that what has ended does not tremble.
  package func scale(columns: Int, now: Double) -> TimeScale {
    let columns = max(1, columns)
    let step = span / Double(columns)
    let before = (Double(columns) * Self.shareBeforeNow).rounded(.down)
    let start = fixedStart ?? ((now / step).rounded(.down) - before) * step
    return TimeScale(start: start, secondsPerColumn: step, columns: columns)
  }

  // MARK: Fitting

  /// Around these lives, or the last 24 hours where there are none. A few that began long before
  /// the rest, or are said to end long after now, do not make the rest too small to be seen; and now
  /// is in the picture unless that would.
  package init(fitting lives: [ClosedRange<Double>], now: Double) {
    let near = lives.filter { abs($0.lowerBound - now) <= Self.spans.upperBound }
    guard !near.isEmpty else {
      self.init(span: Self.day / Self.shareBeforeNow)
      return
    }
    let starts = near.map(\.lowerBound).sorted()
    let ends = near.map(\.upperBound).sorted(by: >)
    var (start, end) = (starts[0], ends[0])
    if near.count >= Self.leastWithFew {
      let few = max(1, near.count / 10)
      let restEnd = end > now ? ends[few] : end
      let rest = restEnd - starts[few]
      if rest * 3 < restEnd - start { start = starts[few] }
      if max(rest, Self.hour) * Self.mostAhead < end - starts[few] { end = restEnd }
    }
    let length = max(end - start, 600)
    let margin = length * Self.margin
    let moving = TimeWindow(span: (now - start + margin) / Self.shareBeforeNow)
    if now - end <= length, end - now <= moving.span * (1 - Self.shareBeforeNow) {
      self = moving
    } else {
      if start > now, start - now <= length { start = now }
      self.init(span: max(end - start, 600) + 2 * margin, fixedStart: start - margin)
    }
  }

  // MARK: Moving

  /// Makes it shorter or longer.
  /// - Parameter anchor: the moment that stays where it is; now keeps a window moving along.
  package mutating func zoom(by factor: Double, around anchor: Double, now: Double) {
    let old = self
    self = TimeWindow(span: span * factor, fixedStart: fixedStart)
    if followsNow, anchor == now { return }
    let share = (anchor - old.start(now: now)) / old.span
    fixedStart = Self.held(anchor - share * span, now: now)
  }

  /// - Parameter direction: −1 for earlier, 1 for later.
  package mutating func pan(_ direction: Double, now: Double) {
    fixedStart = Self.held(start(now: now) + direction * span * Self.panShare, now: now)
  }

  /// Moves so that a life comes into the picture that lies outside of it.
  package mutating func show(_ life: ClosedRange<Double>, now: Double) {
    let start = start(now: now)
    if life.upperBound >= start, life.lowerBound < start + span { return }
    let moved = life.lowerBound - span * 0.1
    let holdsNow = moved <= now && now < moved + span
    fixedStart =
      holdsNow && life.upperBound >= now - Self.shareBeforeNow * span
      ? nil : Self.held(moved, now: now)
  }

  /// Within a century of now: a server may send any number as a time.
  private static func held(_ start: Double, now: Double) -> Double {
    min(max(start, now - spans.upperBound), now + spans.upperBound)
  }
}

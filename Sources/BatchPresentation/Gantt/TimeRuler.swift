import BatchInsight
import Batches
import Screen

/// The axis of a picture of times: marks at round moments, named in the way in which the list
/// shows times.
package struct TimeRuler {
  let scale: TimeScale
  let mode: TimeMode
  let zone: ZoneRules
  let now: Int

  /// - Parameters:
  ///   - zone: the local zone.
  ///   - now: seconds since 1970 in UTC.
  package init(scale: TimeScale, mode: TimeMode, zone: ZoneRules, now: Int) {
    self.scale = scale
    self.mode = mode
    self.zone = zone
    self.now = now
  }

  struct Tick: Sendable, Equatable {
    var column: Int
    var label: String
  }

  /// Columns between two marks at least.
  private static let leastSpacing = 8.0
  private static let day = 86_400
  private static let month = 30 * day

  /// Rounds spans that people count in, in seconds.
  private static let steps =
    [1, 2, 5, 10, 15, 30].map { $0 } + [1, 2, 5, 10, 15, 30].map { $0 * 60 }
    + [1, 2, 3, 6, 12].map { $0 * 3600 } + [1, 2, 7, 14, 30, 91, 182].map { $0 * day }
    + [1, 2, 5, 10, 20, 50, 100].map { $0 * 365 * day }

  var nowColumn: Int { scale.column(of: now) }

  /// From left to right, as close as their labels allow, no two of which are alike; now is not among
  /// them.
  var ticks: [Tick] {
    for step in Self.steps where Double(step) / scale.secondsPerColumn >= Self.leastSpacing {
      let ticks = mode == .relative ? relativeTicks(step) : absoluteTicks(step)
      let fit = zip(ticks, ticks.dropFirst()).allSatisfy { tick, next in
        tick.column + 1 + tick.label.utf8.count < next.column && tick.label != next.label
      }
      if fit { return ticks }
    }
    return []
  }

  /// - Parameter step: seconds from mark to mark.
  private func relativeTicks(_ step: Int) -> [Tick] {
    let spacing = Double(step) / scale.secondsPerColumn
    // Now can lie far outside of the picture.
    let origin = ((Double(now) - scale.start) / scale.secondsPerColumn).rounded(.down)
    let first = Int((-origin / spacing).rounded(.up))
    let last = Int(((Double(scale.columns - 1) - origin) / spacing).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).filter { $0 != 0 }.map { number in
      Tick(
        column: Int((origin + Double(number) * spacing).rounded()),
        label: TimeText.relative(now + number * step, now: now))
    }
  }

  private func absoluteTicks(_ step: Int) -> [Tick] {
    let zone = mode.zone(local: zone)
    let start = Int(scale.start.rounded(.up))
    // Round moments are round by the clock on the wall.
    var local = start + zone.offset(at: start)
    let excess = local % step
    local += excess > 0 ? step - excess : -excess
    var ticks: [Tick] = []
    while true {
      let epoch = local - zone.offset(at: local - zone.offset(at: local))
      let column = scale.column(of: epoch)
      guard column < scale.columns else { break }
      if column >= 0, let time = CivilTime(epoch: epoch, zone: zone) {
        ticks.append(Tick(column: column, label: label(time, step: step, isFirst: ticks.isEmpty)))
      }
      local += step
    }
    return ticks
  }

  /// The first one names its day, all others only what differs.
  private func label(_ time: CivilTime, step: Int, isFirst: Bool) -> String {
    if step >= Self.month { return time.date }
    let day = String(time.short.prefix(5))
    if step >= Self.day || (time.hour, time.minute, time.second) == (0, 0, 0) { return day }
    if isFirst { return time.short }
    return step < 60 ? time.clock : String(time.clock.prefix(5))
  }

  /// The axis as a line: each mark before its label, now in the foreground.
  package func line(theme: Theme) -> StyledLine {
    var strip = CellStrip(columns: scale.columns)
    let nowText = "now"
    let isNowRight = nowColumn + nowText.count < scale.columns
    let nowRange =
      isNowRight
      ? nowColumn..<nowColumn + 1 + nowText.count : nowColumn - nowText.count..<nowColumn + 1
    for tick in ticks {
      let range = tick.column..<tick.column + 1 + tick.label.count
      // A line separates a label from "now", or else a blank.
      let reach = range.lowerBound..<range.upperBound + (isNowRight ? 0 : 1)
      let meetsNow = (0..<scale.columns).contains(nowColumn) && reach.overlaps(nowRange)
      if meetsNow || range.upperBound > scale.columns { continue }
      strip.put(theme.glyphs.vertical, theme.secondary, at: tick.column)
      strip.write(tick.label, theme.secondary, at: tick.column + 1)
    }
    if (0..<scale.columns).contains(nowColumn) {
      strip.write(nowText, theme.title, at: isNowRight ? nowColumn + 1 : nowRange.lowerBound)
      strip.put(theme.glyphs.vertical, theme.title, at: nowColumn)
    }
    return strip.line
  }
}

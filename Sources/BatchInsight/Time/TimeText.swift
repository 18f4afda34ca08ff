import Batches

/// Moments as text. Everywhere here `epoch` and `now` are seconds since 1970 in UTC.
package enum TimeText {
  /// In place of a moment that no calendar reaches.
  package static let noDate = "not a date"

  /// "2026-06-04 23:06:06"
  package static func absolute(_ epoch: Int, zone: ZoneRules) -> String {
    guard let time = CivilTime(epoch: epoch, zone: zone) else { return noDate }
    return time.date + " " + time.clock
  }

  /// "2026-06-04 23:06:06 UTC+08:00"
  package static func absoluteWithZone(_ epoch: Int, zone: ZoneRules) -> String {
    guard let time = CivilTime(epoch: epoch, zone: zone) else { return noDate }
    return time.date + " " + time.clock + " " + zone.label(at: epoch)
  }

  /// "2h 58m ago", "in 21h", "now"
  package static func relative(_ epoch: Int, now: Int) -> String {
    let age = now.minusSaturating(epoch)
    if age == 0 { return "now" }
    return age > 0
      ? SpanText.long(age) + " ago" : "in " + SpanText.long(Int(clamping: age.magnitude))
  }

  /// Seconds until `relative` says something else.
  package static func secondsUntilRelativeChanges(_ epoch: Int, now: Int) -> Int {
    SpanText.long.secondsUntilChange(age: now.minusSaturating(epoch))
  }
}

extension TimeMode {
  /// Columns that `cell` needs at most, for times of our own days.
  package var cellColumns: Int {
    switch self {
    case .relative: 4
    case .local, .utc: 11
    }
  }

  /// A moment for a column of the list: an age ("3h"; "?" for what cannot have happened yet), or
  /// "06-04 23:06", or "2025-06-04" in another year than this one.
  package func cell(_ epoch: Int, now: Int, zone: ZoneRules) -> String {
    if self == .relative {
      let age = now.minusSaturating(epoch)
      return age < -Lifecycle.clockSkew ? "?" : SpanText.short(age)
    }
    let zone = self.zone(local: zone)
    guard let time = CivilTime(epoch: epoch, zone: zone) else { return TimeText.noDate }
    return time.year == CivilTime(epoch: now, zone: zone)?.year ? time.short : time.date
  }

  /// Seconds until `cell` says something else; nil when only the calendar's turn would.
  package func secondsUntilCellChanges(_ epoch: Int, now: Int) -> Int? {
    guard self == .relative else { return nil }
    let age = now.minusSaturating(epoch)
    if age >= 0 { return SpanText.short.secondsUntilChange(age: age) }
    let isToCome = age < -Lifecycle.clockSkew
    return (isToCome ? -Lifecycle.clockSkew : 1).minusSaturating(age)
  }
}

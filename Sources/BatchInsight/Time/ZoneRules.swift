import Batches
import Glibc

/// How far local time is ahead of UTC at any moment: a rule, not a number, since it changes with
/// the seasons.
package struct ZoneRules: Sendable {
  private let rule: @Sendable (Int) -> Int

  /// - Parameter rule: from seconds since 1970 in UTC to seconds east of UTC.
  package init(_ rule: @escaping @Sendable (Int) -> Int) {
    self.rule = rule
  }

  /// Seconds east of UTC at a moment, given in seconds since 1970 in UTC.
  package func offset(at epoch: Int) -> Int {
    rule(epoch)
  }

  package static let utc = ZoneRules { _ in 0 }

  /// The zone of the machine, or of `TZ`. A moment whose year is beyond what the C library can
  /// count is in UTC.
  package static let system = {
    // localtime_r is free to leave TZ unread.
    tzset()
    return ZoneRules { epoch in
      var moment = time_t(epoch)
      var parts = tm()
      return localtime_r(&moment, &parts) == nil ? 0 : Int(parts.tm_gmtoff)
    }
  }()

  /// The same offset all year.
  package static func fixed(hours: Int) -> ZoneRules {
    ZoneRules { _ in hours * 3600 }
  }
}

extension ZoneRules {
  /// The zone at a moment, as "UTC+08:00"; "UTC" alone for no offset.
  package func label(at epoch: Int) -> String {
    let offset = offset(at: epoch)
    guard offset != 0 else { return "UTC" }
    let size = abs(offset)
    let (hours, minutes, seconds) = (size / 3600, size / 60 % 60, size % 60)
    var label = "UTC" + (offset < 0 ? "-" : "+")
    label += CivilTime.padded(hours) + ":" + CivilTime.padded(minutes)
    // Before zones were agreed on, each town had its own time to the second.
    if seconds != 0 { label += ":" + CivilTime.padded(seconds) }
    return label
  }
}

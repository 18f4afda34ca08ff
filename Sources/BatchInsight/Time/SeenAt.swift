import Batches

/// When something was seen, as people say it: "19:40", "19:40 yesterday", "06-04 19:40", "2025-06-04".
package enum SeenAt {
  package static func text(_ epoch: Int, now: Int, zone: ZoneRules) -> String {
    guard let time = CivilTime(epoch: epoch, zone: zone),
      let today = CivilTime(epoch: now, zone: zone)
    else { return TimeText.noDate }
    let clock = String(time.clock.prefix(5))
    if time.date == today.date { return clock }
    let day = 86_400
    if time.date == CivilTime(epoch: now.minusSaturating(day), zone: zone)?.date {
      return clock + " yesterday"
    }
    return time.year == today.year ? time.short : time.date
  }
}

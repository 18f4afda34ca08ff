/// A moment as calendar and clock of a zone show it.
struct CivilTime: Sendable, Hashable {
  /// Of the proleptic Gregorian calendar; year 0 is 1 BC.
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  /// Moments that have a date here, in seconds since 1970: about 31 million years either way.
  static let range = -1_000_000_000_000_000...1_000_000_000_000_000

  /// - Parameter epoch: seconds since 1970 in UTC.
  /// - Returns: nil outside `range`.
  init?(epoch: Int, zone: ZoneRules) {
    guard Self.range.contains(epoch) else { return nil }
    let local = epoch + zone.offset(at: epoch)
    let (days, seconds) = Self.divided(local, by: 86_400)
    (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)

    // Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March, so
    // that the leap day comes last, and repeat every 400 years (146,097 days).
    let (era, dayOfEra) = Self.divided(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The quotient rounded down, and the remainder that is never negative.
  private static func divided(_ value: Int, by divisor: Int) -> (quotient: Int, rest: Int) {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }

  /// "2026-06-04"
  var date: String { "\(Self.padded(year, to: 4))-\(Self.padded(month))-\(Self.padded(day))" }
  /// "23:06:06"
  var clock: String { "\(Self.padded(hour)):\(Self.padded(minute)):\(Self.padded(second))" }
  /// "06-04 23:06"
  var short: String {
    "\(Self.padded(month))-\(Self.padded(day)) \(Self.padded(hour)):\(Self.padded(minute))"
  }

  static func padded(_ number: Int, to digits: Int = 2) -> String {
    var text = String(number.magnitude)
    while text.utf8.count < digits { text = "0" + text }
    return number < 0 ? "-" + text : text
  }
}

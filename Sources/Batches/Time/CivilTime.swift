/// A date and time of day in the proleptic Gregorian calendar, without a time zone. Year 0 is 1 BC.
public struct CivilTime: Sendable, Hashable {
  public var year: Int
  public var month: Int
  public var day: Int
  public var hour: Int
  public var minute: Int
  /// 60 in a leap second, which counts as the first second after it.
  public var second: Int

  public init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }
}

// Both directions follow Howard Hinnant, "chrono-compatible low-level date algorithms": years begin
// in March, so that the leap day comes last, and repeat every 400 years (146,097 days).
extension CivilTime {
  /// Days from 1 March of year 0 to 1970-01-01.
  private static let daysBefore1970 = 719_468

  /// - Parameter seconds: since 1970-01-01 00:00 on the same clock.
  public init(seconds: Int) {
    let (days, secondOfDay) = Self.divided(seconds, by: 86_400)
    (hour, minute, second) = (secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60)

    let (era, dayOfEra) = Self.divided(days + Self.daysBefore1970, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Seconds since 1970-01-01 00:00 on the same clock; nil for a date that is not in the calendar.
  /// The year must not be negative or have more than nine digits.
  public var seconds: Int? {
    guard (1...12).contains(month), day >= 1, day <= daysInMonth,
      (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0),
      (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    return ((daysSince1970 * 24 + hour) * 60 + minute) * 60 + second
  }

  private var isLeapYear: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private var daysInMonth: Int {
    switch month {
    case 2: isLeapYear ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private var daysSince1970: Int {
    let marchYear = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    return marchYear * 365 + leapDays + dayOfYear - Self.daysBefore1970
  }

  /// The quotient rounded down, and the remainder, which is never negative.
  private static func divided(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension CivilTime {
  /// "2026-06-04"
  public var date: String {
    "\(Self.padded(year, to: 4))-\(Self.padded(month))-\(Self.padded(day))"
  }

  /// "23:06:06"
  public var clock: String {
    "\(Self.padded(hour)):\(Self.padded(minute)):\(Self.padded(second))"
  }

  /// A number with leading zeros.
  public static func padded(_ number: Int, to digits: Int = 2) -> String {
    var text = String(number.magnitude)
    while text.utf8.count < digits { text = "0" + text }
    return number < 0 ? "-" + text : text
  }
}

/// A date and time of day of the Gregorian calendar, without a zone.
public struct CivilDate: Sendable, Hashable {
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

  /// Seconds since 1970-01-01 00:00 on the same clock; nil for a date that no calendar has.
  /// The year is to have no more than nine digits.
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
    // Years that begin in March have the leap day at their end, so that days up to a month follow
    // one formula.
    let marchYear = month > 2 ? year : year - 1
    let monthsFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthsFromMarch + 2) / 5 + day - 1
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    let daysFromYear0To1970 = 719_468
    return marchYear * 365 + leapDays + dayOfYear - daysFromYear0To1970
  }
}

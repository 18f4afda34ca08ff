/// A day of the Gregorian calendar, in UTC. (The civil-from-days rule of Howard Hinnant's date
/// algorithms: exact for any year, without tables.)
struct CivilDate: Sendable, Hashable {
  var year: Int
  /// From 1.
  var month: Int
  /// From 1.
  var day: Int

  /// - Parameter seconds: since 1970.
  init(seconds: Int) {
    let days = Self.floorDivide(seconds, 86_400) + 719_468
    let era = Self.floorDivide(days, 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // Months counted from March, so that the leap day comes last.
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }
}

/// How a span of time is written.
enum SpanText: Sendable, Hashable, CaseIterable {
  /// One unit, for a column of the list: "12s", "3m", "3h", "13d", "5w", "2y".
  case short
  /// The two units that matter: "45s", "2m 10s", "58m", "2h 58m", "3d 4h", "34d", "2y 35d".
  /// Seconds go after ten minutes: a screen that ticks is not calm.
  case long
  /// All of it, to the second: "1d 2h 5s".
  case exact

  private static let minute = 60
  private static let hour = 3600
  private static let day = 86_400
  private static let week = 7 * day
  private static let year = 365 * day

  /// - Parameter seconds: negative counts as zero.
  func callAsFunction(_ seconds: Int) -> String {
    let seconds = max(0, seconds)
    switch self {
    case .short:
      let (size, name) = Self.shortUnit(of: seconds)
      return "\(seconds / size)\(name)"
    case .long:
      return Self.joined(seconds / smallestUnit(of: seconds) * smallestUnit(of: seconds))
    case .exact:
      return Self.joined(seconds)
    }
  }

  /// Seconds until the text of something that lies this long ago becomes another one.
  /// - Parameter age: in seconds; negative for what is still to come.
  func secondsUntilChange(age: Int) -> Int {
    let size = Int(clamping: age.magnitude)
    let unit = smallestUnit(of: size)
    return age >= 0 ? unit - size % unit : size % unit + 1
  }

  private func smallestUnit(of seconds: Int) -> Int {
    switch self {
    case .short:
      Self.shortUnit(of: seconds).size
    case .long:
      switch seconds {
      case ..<(10 * Self.minute): 1
      case ..<Self.day: Self.minute
      case ..<(2 * Self.week): Self.hour
      default: Self.day
      }
    case .exact: 1
    }
  }

  private static func shortUnit(of seconds: Int) -> (size: Int, name: String) {
    switch seconds {
    case ..<minute: (1, "s")
    case ..<hour: (minute, "m")
    case ..<day: (hour, "h")
    case ..<(2 * week): (day, "d")
    case ..<(2 * year): (week, "w")
    default: (year, "y")
    }
  }

  private static func joined(_ seconds: Int) -> String {
    let days = seconds / day
    let parts = [
      (days >= 730 ? days / 365 : 0, "y"), (days >= 730 ? days % 365 : days, "d"),
      (seconds / hour % 24, "h"), (seconds / minute % 60, "m"), (seconds % minute, "s"),
    ].filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }
    return parts.isEmpty ? "0s" : parts.joined(separator: " ")
  }
}

extension Int {
  /// The difference, held at the ends of the range: a server may send any number as a time.
  func minusSaturating(_ other: Int) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    guard overflow else { return difference }
    return self < other ? .min : .max
  }
}
